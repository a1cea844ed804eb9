package io.github.mistral4j.testing.faults;

import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;

/** Writes down what a publisher tells its subscriber. */
public class RecordingSubscriber implements Subscriber<ChatModelStreamingEvent> {

    private final List<ChatModelStreamingEvent> events = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final List<String> completions = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final long demand;

    /** Asks for this many events at once, for none when it is 0. */
    public RecordingSubscriber(long demand) {
        this.demand = demand;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription.complete(given);
        if (demand != 0) {
            given.request(demand);
        }
    }

    @Override
    public void onNext(ChatModelStreamingEvent event) {
        events.add(event);
    }

    @Override
    public void onError(Throwable error) {
        errors.add(error);
        ended.countDown();
    }

    @Override
    public void onComplete() {
        completions.add(Thread.currentThread().getName());
        ended.countDown();
    }

    public Subscription subscription() {
        return subscription.orTimeout(Eventually.SECONDS, TimeUnit.SECONDS).join();
    }

    public RecordingSubscriber awaitEnding() {
        try {
            if (!ended.await(Eventually.SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("no ending after " + events.size() + " events");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    public List<ChatModelStreamingEvent> events() {
        return events;
    }

    public List<Throwable> errors() {
        return errors;
    }

    public int completions() {
        return completions.size();
    }

    public int endings() {
        return errors.size() + completions.size();
    }

    /** The text of all partial responses. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (ChatModelStreamingEvent event : events) {
            if (event instanceof PartialResponse piece) {
                text.append(piece.text());
            }
        }
        return text.toString();
    }

    /** Whether the last event is the whole answer. */
    public boolean hasResponse() {
        return !events.isEmpty() && events.get(events.size() - 1) instanceof CompleteResponse;
    }
}
