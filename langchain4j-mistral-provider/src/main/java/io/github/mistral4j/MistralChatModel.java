package io.github.mistral4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.internal.AsyncCalls;
import io.github.mistral4j.internal.ClientHandle;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Mistral's chat models, answering in one piece. Safe for use by many threads.
 *
 * <p>Failures are LangChain4j's exceptions: {@code AuthenticationException}, {@code RateLimitException},
 * {@code ModelNotFoundException}, {@code InvalidRequestException}, {@code ContentFilteredException}, {@code TimeoutException},
 * {@code InternalServerException}, {@code UnresolvedModelServerException} and {@code UnsupportedFeatureException}; where the
 * server answered, their cause is a {@link MistralHttpException}.
 */
public final class MistralChatModel implements ChatModel, AutoCloseable {

    private final ClientHandle handle;
    private final ChatSettings settings;

    private MistralChatModel(ClientHandle handle, ChatSettings settings) {
        this.handle = handle;
        this.settings = settings;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public ChatResponse doChat(ChatRequest chatRequest) {
        ChatCompletionRequest request = settings.map(chatRequest);
        try {
            return ChatResponses.of(handle.client().chat(request), request, settings);
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
    }

    /** As {@link #doChat}, without blocking the caller; cancelling the future closes the exchange. */
    @Override
    public CompletableFuture<ChatResponse> doChatAsync(ChatRequest chatRequest) {
        ChatCompletionRequest request;
        try {
            request = settings.map(chatRequest);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return AsyncCalls.map(
                () -> handle.client().chatAsync(request),
                answer -> ChatResponses.of(answer, request, settings),
                MistralExceptionMapper::map);
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return settings.parameters();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return settings.listeners();
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.MISTRAL_AI;
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return settings.capabilities();
    }

    /** Closes the client, unless it is a shared one. */
    @Override
    public void close() {
        handle.close();
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
