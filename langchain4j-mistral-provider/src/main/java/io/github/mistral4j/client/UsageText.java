package io.github.mistral4j.client;

import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import io.github.mistral4j.client.api.Usage;
import org.jspecify.annotations.Nullable;

/** Token counts for a log line. */
final class UsageText {

    private UsageText() {}

    static String of(@Nullable Object result) {
        Object body = result instanceof MistralResponse<?> response ? response.body() : result;
        Usage usage = body instanceof ChatCompletionResponse chat
                ? chat.usage()
                : body instanceof EmbeddingsResponse embeddings
                        ? embeddings.usage()
                        : body instanceof Usage direct ? direct : null;
        return usage == null
                ? "tokens=unknown"
                : "promptTokens=" + usage.promptTokens() + " completionTokens=" + usage.completionTokens()
                        + " cachedTokens=" + usage.cachedTokens();
    }
}
