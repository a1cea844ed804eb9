package io.github.mistral4j.client.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /v1/chat/completions}.
 *
 * @param created seconds since 1970-01-01T00:00Z
 * @param model the one that answered; after a redirection not the one that was asked for
 * @param choices at least one, ordered as the server sent them
 * @param guardrails what the guardrails found, as plain maps; empty when none were asked for
 */
public record ChatCompletionResponse(
        @Nullable String id,
        @Nullable String object,
        @Nullable Long created,
        @Nullable String model,
        List<ChatChoice> choices,
        @Nullable Usage usage,
        List<Map<String, @Nullable Object>> guardrails) {

    public ChatCompletionResponse {
        choices = List.copyOf(choices);
        guardrails = List.copyOf(guardrails);
    }

    @Override
    public String toString() {
        return "ChatCompletionResponse[id=" + id + ", model=" + model + ", choices=" + choices + ", usage=" + usage
                + "]";
    }
}
