package io.github.mistral4j.responses;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.ChatModelBuilder;
import io.github.mistral4j.MistralChatModel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Mistral's chat models over {@code POST /v1/responses}, answering in one piece: messages, tools, structured output, images and
 * reasoning as with {@link MistralChatModel}, and the same exceptions. Safe for use by many threads.
 *
 * <p>What the Responses API has no counterpart for (stop sequences, seed, penalties, {@code topK} and the other sampling fields,
 * prediction, prefix, guardrails, service tier, safe prompt, sound) throws {@code UnsupportedFeatureException} before anything is
 * sent.
 */
public final class MistralResponsesChatModel implements ChatModel, AutoCloseable {

    private final MistralChatModel model;

    private MistralResponsesChatModel(MistralChatModel model) {
        this.model = model;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public ChatResponse doChat(ChatRequest chatRequest) {
        return model.doChat(chatRequest);
    }

    /** As {@link #doChat}, without blocking the caller; completing or cancelling the future closes the exchange. */
    @Override
    public CompletableFuture<ChatResponse> doChatAsync(ChatRequest chatRequest) {
        return model.doChatAsync(chatRequest);
    }

    @Override
    public CompletableFuture<ChatResponse> chatAsync(ChatRequest chatRequest, ChatRequestOptions options) {
        return model.chatAsync(chatRequest, options);
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return model.defaultRequestParameters();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return model.listeners();
    }

    @Override
    public ModelProvider provider() {
        return model.provider();
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return model.supportedCapabilities();
    }

    /** Closes the client, unless it is a shared one. */
    @Override
    public void close() {
        model.close();
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
         * @throws dev.langchain4j.exception.UnsupportedFeatureException for a setting that the Responses API does not have
         */
        public MistralResponsesChatModel build() {
            MistralResponsesChatModel built = new MistralResponsesChatModel(chatModel(ChatOverResponses::new));
            ChatOverResponses.check(built.defaultRequestParameters());
            return built;
        }
    }
}
