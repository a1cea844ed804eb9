package io.github.mistral4j.internal.streaming;

import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import java.util.Objects;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;

/** A streamed answer for each subscriber. */
public final class StreamPublisher implements Publisher<ChatModelStreamingEvent> {

    private final MistralClient client;
    private final ChatCompletionRequest request;
    private final ChatResults results;

    public StreamPublisher(MistralClient client, ChatCompletionRequest request, ChatResults results) {
        this.client = client;
        this.request = request;
        this.results = results;
    }

    @Override
    public void subscribe(Subscriber<? super ChatModelStreamingEvent> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        SubscriberSink sink = new SubscriberSink(subscriber);
        subscriber.onSubscribe(sink);
        if (!sink.isCancelled()) {
            try {
                StreamControl control = StreamingAnswer.start(client, request, results, sink::controlling);
                if (sink.isCancelled()) {
                    control.cancel();
                }
            } catch (RuntimeException | Error e) {
                sink.error(e);
            }
        }
    }
}
