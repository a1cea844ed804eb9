package io.github.mistral4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.internal.ClientHandle;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow.Publisher;

/**
 * Mistral's chat models, answering piece by piece. Safe for use by many threads.
 *
 * <p>A request that cannot be sent throws at once. After that the handler is called from one thread of the client's own, never
 * the caller's, and hears exactly one ending: {@code onCompleteResponse}, or {@code onError} with one of LangChain4j's exceptions,
 * whose cause is a {@link MistralHttpException} with what had arrived. An exception thrown by the handler is handed to its
 * {@code onError}, and the stream goes on. Cancelling through the {@code StreamingHandle} closes the exchange and ends all
 * callbacks, the ending included.
 */
@SuppressWarnings("unchecked") // javac asks for it here, for the raw type of doChat
public final class MistralStreamingChatModel implements StreamingChatModel, AutoCloseable {

    private final ClientHandle handle;
    private final ChatSettings settings;

    private MistralStreamingChatModel(ClientHandle handle, ChatSettings settings) {
        this.handle = handle;
        this.settings = settings;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void doChat(ChatRequest chatRequest, StreamingChatResponseHandler handler) {
        ChatCompletionRequest request = settings.map(chatRequest);
        StreamingAnswer.start(
                handle.client(), request, settings.returnThinking(), stream -> new HandlerSink(handler, stream));
    }

    /**
     * The same as a publisher. Each subscription sends a request. The subscriber's demand is kept to by reading no further, so
     * nothing piles up; a subscriber that asks for nothing for long may lose the stream to the server's patience.
     *
     * @return a {@code Publisher<ChatModelStreamingEvent>}; left raw, since langchain4j-core 1.19 does not have that class and
     *     whatever resolves the signature there, such as a mock of this model, would fail
     */
    @Override
    @SuppressWarnings("rawtypes")
    public Publisher doChat(ChatRequest chatRequest) {
        return new StreamPublisher(handle.client(), settings.map(chatRequest), settings.returnThinking());
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
        public MistralStreamingChatModel build() {
            ChatSettings settings = chatSettings();
            return new MistralStreamingChatModel(clientHandle(), settings);
        }
    }
}
