package io.github.mistral4j.client.internal.json;

import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.EmbeddingsRequest;

/** The bodies of requests. */
public final class RequestJson {

    private RequestJson() {}

    public static JsonContent chat(ChatCompletionRequest request, boolean stream) {
        return json -> ChatRequestWriter.write(json, request, stream);
    }

    public static JsonContent embeddings(EmbeddingsRequest request) {
        return json -> EmbeddingsRequestWriter.write(json, request);
    }
}
