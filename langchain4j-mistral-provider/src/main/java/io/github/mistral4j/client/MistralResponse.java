package io.github.mistral4j.client;

import static java.util.Objects.requireNonNull;

/**
 * An answer with the headers it came with.
 *
 * @param <T> the JSON object of the body
 */
public record MistralResponse<T>(T body, ResponseInfo info) {

    public MistralResponse {
        requireNonNull(body, "body");
        requireNonNull(info, "info");
    }
}
