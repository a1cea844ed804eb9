package io.github.mistral4j.client;

import static java.util.Objects.requireNonNull;

import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.EmbeddingsRequest;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import io.github.mistral4j.client.api.ModelCard;
import io.github.mistral4j.client.internal.json.AnswerReader;
import io.github.mistral4j.client.internal.json.RequestJson;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import okhttp3.HttpUrl;

/** The client over HTTP. */
final class HttpMistralClient implements MistralClient {

    private static final JsonAnswer<ChatCompletionResponse> CHAT =
            new JsonAnswer<>("a chat completion", AnswerReader.CHAT);
    private static final JsonAnswer<List<ModelCard>> MODELS = new JsonAnswer<>("a list of models", AnswerReader.MODELS);
    private static final JsonAnswer<ModelCard> MODEL = new JsonAnswer<>("a model", AnswerReader.MODEL);

    private final Transport transport;
    private final Server server;
    private final CallRunner runner;
    private final RunningCalls running = new RunningCalls();
    private final ExecutorService threads = Threads.create();
    private final CallerContext context;
    private final HttpUrl chat;
    private final HttpUrl embeddings;
    private final HttpUrl models;

    HttpMistralClient(Transport transport, Server server, CallRunner runner, CallerContext context) {
        this.transport = transport;
        this.server = server;
        this.runner = runner;
        this.context = context;
        this.chat = server.url("chat/completions");
        this.embeddings = server.url("embeddings");
        this.models = server.url("models");
    }

    @Override
    public MistralResponse<ChatCompletionResponse> chat(ChatCompletionRequest request) {
        return run(chatCall(request, false), CHAT);
    }

    @Override
    public CompletableFuture<MistralResponse<ChatCompletionResponse>> chatAsync(ChatCompletionRequest request) {
        return runAsync(chatCall(request, false), CHAT);
    }

    @Override
    public MistralStream streamChat(ChatCompletionRequest request, ChatStreamListener listener) {
        ApiCall call = chatCall(request, true);
        Cancellation cancellation = running.begin();
        StreamRun stream = new StreamRun(requireNonNull(listener, "listener"), cancellation);
        start(cancellation, () -> stream.run(runner, call));
        return stream;
    }

    @Override
    public MistralResponse<EmbeddingsResponse> embed(EmbeddingsRequest request) {
        return run(embeddingsCall(request), embeddingsOf(request));
    }

    @Override
    public CompletableFuture<MistralResponse<EmbeddingsResponse>> embedAsync(EmbeddingsRequest request) {
        return runAsync(embeddingsCall(request), embeddingsOf(request));
    }

    @Override
    public MistralResponse<List<ModelCard>> listModels() {
        return run(new ApiCall(models, "models", null, null, false, texts -> {}), MODELS);
    }

    @Override
    public MistralResponse<ModelCard> getModel(String id) {
        if (requireNonNull(id, "id").isBlank()) {
            throw new IllegalArgumentException("id must be the id of a model, but is blank");
        }
        return run(new ApiCall(server.url("models", id), "models", id, null, false, texts -> {}), MODEL);
    }

    @Override
    public void close() {
        running.close();
        // Also wakes a reader that waits for the demand of a subscriber. What had no thread yet ends here and now.
        threads.shutdownNow().forEach(Runnable::run);
        transport.close();
    }

    private ApiCall chatCall(ChatCompletionRequest request, boolean stream) {
        return new ApiCall(
                chat,
                "chat/completions",
                request.model(),
                RequestJson.chat(request, stream),
                stream,
                texts -> RequestInputs.of(request, texts));
    }

    private ApiCall embeddingsCall(EmbeddingsRequest request) {
        return new ApiCall(
                embeddings,
                "embeddings",
                request.model(),
                RequestJson.embeddings(request),
                false,
                request.input()::forEach);
    }

    private static JsonAnswer<EmbeddingsResponse> embeddingsOf(EmbeddingsRequest request) {
        return new JsonAnswer<>(
                "a list of embeddings", AnswerReader.embeddings(request.input().size()));
    }

    private <T> T run(ApiCall call, BodyHandler<T> handler) {
        Cancellation cancellation = running.begin();
        try {
            return runner.run(call, handler, cancellation);
        } finally {
            end(cancellation);
        }
    }

    private void end(Cancellation cancellation) {
        if (running.end(cancellation)) {
            transport.close();
        }
    }

    private <T> CompletableFuture<T> runAsync(ApiCall call, BodyHandler<T> handler) {
        Cancellation cancellation = running.begin();
        CallFuture<T> future = new CallFuture<>(cancellation);
        start(cancellation, () -> {
            try {
                future.answered(runner.run(call, handler, cancellation));
            } catch (Throwable e) {
                future.failed(e);
            }
        });
        return future;
    }

    private void start(Cancellation cancellation, Runnable task) {
        try {
            threads.execute(context.carry(() -> {
                try {
                    task.run();
                } finally {
                    end(cancellation);
                }
            }));
        } catch (RejectedExecutionException e) {
            running.end(cancellation);
            throw RunningCalls.closedException();
        } catch (RuntimeException | Error e) {
            running.end(cancellation);
            throw e;
        }
    }
}
