package io.github.mistral4j.examples.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events, each flushed at once. */
final class EventStream implements AutoCloseable {

    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    void send(JsonNode data) throws IOException {
        write("data: " + data + "\n\n");
    }

    void done() throws IOException {
        write("data: [DONE]\n\n");
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
