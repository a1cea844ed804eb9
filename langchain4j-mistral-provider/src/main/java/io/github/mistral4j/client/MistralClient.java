package io.github.mistral4j.client;

import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.EmbeddingsRequest;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import io.github.mistral4j.client.api.ModelCard;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Mistral's HTTP API. One client holds one pool of connections, one rate limit and one retry policy for everything that uses
 * it; it is safe for use by many threads and meant to be shared by all models of an application.
 *
 * <p>Every method throws a {@link MistralException}, the asynchronous ones through their future or listener.
 */
public interface MistralClient extends AutoCloseable {

    static MistralClientBuilder builder() {
        return new MistralClientBuilder();
    }

    /** {@code POST /chat/completions}. */
    MistralResponse<ChatCompletionResponse> chat(ChatCompletionRequest request);

    /** As {@link #chat}, without blocking the caller; cancelling the future closes the exchange. */
    CompletableFuture<MistralResponse<ChatCompletionResponse>> chatAsync(ChatCompletionRequest request);

    /** {@code POST /chat/completions} with {@code stream: true}; returns at once. */
    MistralStream streamChat(ChatCompletionRequest request, ChatStreamListener listener);

    /**
     * {@code POST /responses}: the same request and answer as {@link #chat}, in the shape of the Responses API. Never kept by the
     * server ({@code store: false}).
     *
     * @throws IllegalArgumentException when a message holds sound
     */
    default MistralResponse<ChatCompletionResponse> responses(ChatCompletionRequest request) {
        throw notImplemented("responses");
    }

    /** As {@link #responses}, without blocking the caller; completing or cancelling the future closes the exchange. */
    default CompletableFuture<MistralResponse<ChatCompletionResponse>> responsesAsync(ChatCompletionRequest request) {
        throw notImplemented("responsesAsync");
    }

    /** {@code POST /responses} with {@code stream: true}; returns at once. */
    default MistralStream streamResponses(ChatCompletionRequest request, ChatStreamListener listener) {
        throw notImplemented("streamResponses");
    }

    /** {@code POST /responses/input_tokens}: how many tokens messages and tools are for the model; nothing is generated. */
    default MistralResponse<Integer> countInputTokens(ChatCompletionRequest request) {
        throw notImplemented("countInputTokens");
    }

    /** {@code POST /embeddings}, one request. */
    MistralResponse<EmbeddingsResponse> embed(EmbeddingsRequest request);

    /** As {@link #embed}, without blocking the caller; cancelling the future closes the exchange. */
    CompletableFuture<MistralResponse<EmbeddingsResponse>> embedAsync(EmbeddingsRequest request);

    /** {@code GET /models}, aliases included, in the server's order. */
    MistralResponse<List<ModelCard>> listModels();

    /** {@code GET /models/{id}}. */
    MistralResponse<ModelCard> getModel(String id);

    private UnsupportedOperationException notImplemented(String method) {
        return new UnsupportedOperationException(getClass().getName() + " does not implement " + method);
    }

    /** Ends all running calls and closes the connections. Calls after it fail. */
    @Override
    void close();
}
