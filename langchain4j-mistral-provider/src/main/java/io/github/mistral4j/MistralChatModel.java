package io.github.mistral4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.internal.AsyncCalls;
import io.github.mistral4j.internal.ClientHandle;
import java.util.concurrent.CompletableFuture;

/**
 * Mistral's chat models, answering in one piece. Safe for use by many threads.
 *
 * <pre>{@code
 * try (MistralChatModel model = MistralChatModel.builder()
 *         .apiKey(System.getenv("MISTRAL_API_KEY"))
 *         .modelName("mistral-small-latest")
 *         .build()) {
 *     String answer = model.chat("What is a vector store?");
 * }
 * }</pre>
 *
 * <p>Failures are LangChain4j's exceptions: {@code AuthenticationException}, {@code RateLimitException},
 * {@code ModelNotFoundException}, {@code InvalidRequestException}, {@code ContentFilteredException}, {@code TimeoutException},
 * {@code InternalServerException}, {@code UnresolvedModelServerException} and {@code UnsupportedFeatureException}; where the
 * server answered, their cause is a {@link MistralHttpException}.
 */
public final class MistralChatModel extends ChatModelBase implements ChatModel {

    MistralChatModel(ClientHandle handle, ChatSettings settings) {
        super(handle, settings);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder with the settings of this model and its client, which the new model shares and does not close. */
    public Builder toBuilder() {
        return new Builder().like(this);
    }

    @Override
    public ChatResponse doChat(ChatRequest chatRequest) {
        MistralChatCall call = settings.map(chatRequest);
        try {
            return call.response(handle.client().chat(call.request()));
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
    }

    /** As {@link #doChat}, without blocking the caller; completing or cancelling the future closes the exchange. */
    @Override
    public CompletableFuture<ChatResponse> doChatAsync(ChatRequest chatRequest) {
        MistralChatCall call;
        try {
            call = settings.map(chatRequest);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return AsyncCalls.map(
                () -> handle.client().chatAsync(call.request()), call::response, MistralExceptionMapper::map);
    }

    /** Completing the future from outside, by {@code orTimeout} or a cancellation too, closes the exchange. */
    @Override
    public CompletableFuture<ChatResponse> chatAsync(ChatRequest chatRequest, ChatRequestOptions options) {
        return AsyncCalls.endedWithResult(ChatModel.super.chatAsync(chatRequest, options));
    }

    /** Collects the settings of a model. */
    public static final class Builder extends ChatModelBuilder<Builder> {

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * The model.
         *
         * @throws IllegalArgumentException when an API key is needed and missing, or settings contradict each other
         */
        public MistralChatModel build() {
            ChatSettings settings = chatSettings();
            return new MistralChatModel(clientHandle(), settings);
        }
    }
}
