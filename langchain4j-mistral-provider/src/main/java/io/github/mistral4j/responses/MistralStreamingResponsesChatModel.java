package io.github.mistral4j.responses;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.mistral4j.ChatModelBuilder;
import io.github.mistral4j.MistralStreamingChatModel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow.Publisher;

/**
 * Mistral's chat models over {@code POST /v1/responses}, answering piece by piece, with the promises of
 * {@link MistralStreamingChatModel}: one ending, nothing lost, cancelling at once. A stream that ends before
 * {@code response.completed}, {@code response.incomplete} or a failure was cut. Safe for use by many threads.
 *
 * <p>What the Responses API has no counterpart for (stop sequences, seed, penalties, {@code topK} and the other sampling fields,
 * prediction, prefix, guardrails, service tier, safe prompt, sound) throws {@code UnsupportedFeatureException} before anything is
 * sent.
 */
@SuppressWarnings("unchecked") // javac asks for it here, for the raw type of doChat
public final class MistralStreamingResponsesChatModel implements StreamingChatModel, AutoCloseable {

    private final MistralStreamingChatModel model;

    private MistralStreamingResponsesChatModel(MistralStreamingChatModel model) {
        this.model = model;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void doChat(ChatRequest chatRequest, StreamingChatResponseHandler handler) {
        model.doChat(chatRequest, handler);
    }

    /** See {@link MistralStreamingChatModel#doChat(ChatRequest)}. */
    @Override
    @SuppressWarnings("rawtypes")
    public Publisher doChat(ChatRequest chatRequest) {
        return model.doChat(chatRequest);
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
        public MistralStreamingResponsesChatModel build() {
            MistralStreamingResponsesChatModel built =
                    new MistralStreamingResponsesChatModel(streamingChatModel(ChatOverResponses::new));
            ChatOverResponses.check(built.defaultRequestParameters());
            return built;
        }
    }
}
