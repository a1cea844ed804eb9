package io.github.mistral4j.client.internal.calls;

import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.EmbeddingsRequest;
import io.github.mistral4j.client.api.FimCompletionRequest;
import io.github.mistral4j.client.internal.endpoints.FimJson;
import io.github.mistral4j.client.internal.endpoints.ResponsesRequest;
import io.github.mistral4j.client.internal.json.JsonContent;
import io.github.mistral4j.client.internal.json.RequestJson;
import io.github.mistral4j.client.internal.net.ApiCall;
import io.github.mistral4j.client.internal.net.Server;
import io.github.mistral4j.client.internal.secrets.RequestInputs;
import okhttp3.HttpUrl;

/** Chat, responses, gaps in code, embeddings. */
public final class TextCalls {

    private final Server server;
    private final HttpUrl chat;
    private final HttpUrl embeddings;

    public TextCalls(Server server) {
        this.server = server;
        this.chat = server.url("chat/completions");
        this.embeddings = server.url("embeddings");
    }

    public ApiCall chat(ChatCompletionRequest request, boolean stream) {
        return call(chat, "chat/completions", RequestJson.chat(request, stream), request, stream);
    }

    public ApiCall responses(ChatCompletionRequest request, boolean stream) {
        return call(server.url("responses"), "responses", ResponsesRequest.body(request, stream), request, stream);
    }

    public ApiCall inputTokens(ChatCompletionRequest request) {
        String path = "responses/input_tokens";
        return call(server.url(path), path, ResponsesRequest.countBody(request), request, false);
    }

    private static ApiCall call(
            HttpUrl url, String name, JsonContent body, ChatCompletionRequest request, boolean stream) {
        ApiCall call = ApiCall.post(url, name, body)
                .ofModel(request.model())
                .hiding(texts -> RequestInputs.of(request, texts));
        return stream ? call.streamed() : call;
    }

    public ApiCall fim(FimCompletionRequest request, boolean stream) {
        ApiCall call = ApiCall.tree(server, "fim/completions", request.model(), FimJson.request(request, stream))
                .hiding(texts -> {
                    texts.accept(request.prompt());
                    if (request.suffix() != null) {
                        texts.accept(request.suffix());
                    }
                });
        return stream ? call.streamed() : call;
    }

    public ApiCall embeddings(EmbeddingsRequest request) {
        return ApiCall.post(embeddings, "embeddings", RequestJson.embeddings(request))
                .ofModel(request.model())
                .hiding(request.input()::forEach);
    }
}
