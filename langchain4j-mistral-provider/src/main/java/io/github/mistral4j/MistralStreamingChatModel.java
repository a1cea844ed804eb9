package io.github.mistral4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.mistral4j.internal.ClientHandle;
import io.github.mistral4j.internal.streaming.HandlerSink;
import io.github.mistral4j.internal.streaming.StreamPublisher;
import io.github.mistral4j.internal.streaming.StreamingAnswer;
import java.util.List;
import java.util.concurrent.Flow.Publisher;

/**
 * Mistral's chat models, answering piece by piece. Safe for use by many threads.
 *
 * <pre>{@code
 * MistralStreamingChatModel model = MistralStreamingChatModel.builder().modelName("mistral-small-latest").build();
 * model.chat("Tell me a story.", new StreamingChatResponseHandler() {
 *     public void onPartialResponse(String text) {
 *         System.out.print(text);
 *     }
 *     public void onCompleteResponse(ChatResponse response) {}
 *     public void onError(Throwable error) {
 *         error.printStackTrace();
 *     }
 * });
 * }</pre>
 *
 * <p>A request that cannot be sent throws at once. After that the handler is called from one thread of the client's own, never
 * the caller's, and hears exactly one ending: {@code onCompleteResponse}, or {@code onError} with one of LangChain4j's exceptions,
 * whose cause is a {@link MistralHttpException} with what had arrived. An exception thrown by the handler is handed to its
 * {@code onError}, and the stream goes on. Cancelling through the {@code StreamingHandle} closes the exchange and ends all
 * callbacks, the ending included.
 */
@SuppressWarnings("unchecked") // javac asks for it here, for the raw type of doChat
public final class MistralStreamingChatModel extends ChatModelBase implements StreamingChatModel {

    private final List<ChatModelListener> listeners;

    MistralStreamingChatModel(ClientHandle handle, ChatSettings settings) {
        super(handle, settings);
        this.listeners = settings.listeners().stream()
                .<ChatModelListener>map(StreamListener::new)
                .toList();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return listeners;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder with the settings of this model and its client, which the new model shares and does not close. */
    public Builder toBuilder() {
        return new Builder().like(this);
    }

    @Override
    public void doChat(ChatRequest chatRequest, StreamingChatResponseHandler handler) {
        MistralChatCall call = settings.map(chatRequest);
        StreamingAnswer.start(handle.client(), call.request(), call, stream -> new HandlerSink(handler, stream));
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
        MistralChatCall call = settings.map(chatRequest);
        return new StreamPublisher(handle.client(), call.request(), call);
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
