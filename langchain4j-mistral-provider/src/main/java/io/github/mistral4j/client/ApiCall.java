package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.json.JsonContent;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What is to be asked of the server.
 *
 * @param name for log lines, such as {@code chat/completions}
 * @param model for log lines
 * @param content the body of a POST, null for a GET
 * @param stream whether the answer is a stream of events
 * @param inputs hands over the texts that must not be repeated in a message
 */
record ApiCall(
        HttpUrl url,
        String name,
        @Nullable String model,
        @Nullable JsonContent content,
        boolean stream,
        Consumer<Consumer<String>> inputs) {}
