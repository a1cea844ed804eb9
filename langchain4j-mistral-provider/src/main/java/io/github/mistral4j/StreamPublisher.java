package io.github.mistral4j;

import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import java.util.Objects;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;

/** A streamed answer for each subscriber. */
final class StreamPublisher implements Publisher<ChatModelStreamingEvent> {

    private final MistralClient client;
    private final ChatCompletionRequest request;
    private final boolean returnThinking;

    StreamPublisher(MistralClient client, ChatCompletionRequest request, boolean returnThinking) {
        this.client = client;
        this.request = request;
        this.returnThinking = returnThinking;
    }

    @Override
    public void subscribe(Subscriber<? super ChatModelStreamingEvent> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        SubscriberSink sink = new SubscriberSink(subscriber);
        subscriber.onSubscribe(sink);
        if (!sink.isCancelled()) {
            StreamControl control = StreamingAnswer.start(client, request, returnThinking, sink::controlling);
            if (sink.isCancelled()) {
                control.cancel();
            }
        }
    }
}
