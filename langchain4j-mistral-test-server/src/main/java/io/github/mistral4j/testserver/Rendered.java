package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An answer as it goes over the wire: a body, or frames that are sent each on its own.
 *
 * @param cutAfter how many frames are sent before the connection breaks
 */
record Rendered(
        int status,
        Map<String, String> headers,
        byte[] body,
        List<String> frames,
        Duration delay,
        Duration pause,
        int cutAfter) {

    boolean isStream() {
        return !frames.isEmpty();
    }

    JsonNode json() {
        try {
            return ReceivedRequest.JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
