package io.github.mistral4j.client.internal.json;

import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.EmbeddingsRequest;

/** The bodies of requests. */
public final class RequestJson {

    private RequestJson() {}

    public static JsonContent chat(ChatCompletionRequest request, boolean stream) {
        return json -> ChatRequestWriter.write(json, request, stream);
    }

    /** The same request for {@code /responses}. */
    public static JsonContent responses(ChatCompletionRequest request, boolean stream) {
        return json -> ResponsesRequestWriter.write(json, request, stream);
    }

    /** The same request for {@code /responses/input_tokens}. */
    public static JsonContent inputTokens(ChatCompletionRequest request) {
        return json -> ResponsesRequestWriter.writeForCount(json, request);
    }

    public static JsonContent embeddings(EmbeddingsRequest request) {
        return json -> EmbeddingsRequestWriter.write(json, request);
    }
}
