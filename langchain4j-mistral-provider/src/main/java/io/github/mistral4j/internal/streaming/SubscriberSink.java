package io.github.mistral4j.internal.streaming;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.RawStreamingEvent;
import io.github.mistral4j.client.internal.limit.WaitsInside;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a streamed answer to a subscriber at the pace of its demand; the reader of the stream waits for it. */
final class SubscriberSink implements StreamSink, Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriberSink.class);

    private final Subscriber<? super ChatModelStreamingEvent> subscriber;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition demanded = lock.newCondition();
    // All that follows is guarded by the lock; cancelled is read without, and set so at the end.
    private long demand;
    private boolean badDemand;
    private boolean timeIsUp;
    private volatile boolean cancelled;
    private @Nullable StreamControl control;

    SubscriberSink(Subscriber<? super ChatModelStreamingEvent> subscriber) {
        this.subscriber = subscriber;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Before the stream starts: what {@link #cancel()} ends from then on. */
    SubscriberSink controlling(StreamControl newControl) {
        lock.lock();
        try {
            control = newControl;
        } finally {
            lock.unlock();
        }
        return this;
    }

    @Override
    public void request(long count) {
        lock.lock();
        try {
            if (count <= 0) {
                badDemand = true;
            } else {
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            }
            demanded.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cancel() {
        StreamControl running;
        lock.lock();
        try {
            cancelled = true;
            running = control;
            demanded.signal();
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void text(String text) {
        next(new PartialResponse(text));
    }

    @Override
    public void thinking(String text) {
        next(new PartialThinking(text));
    }

    @Override
    public void partialToolCall(PartialToolCall call) {
        next(call);
    }

    @Override
    public void completeToolCall(CompleteToolCall call) {
        next(call);
    }

    @Override
    public void unmapped(Object part) {
        next(RawStreamingEvent.of(part));
    }

    @Override
    public void complete(ChatResponse response) {
        next(new CompleteResponse(response));
        if (!cancelled) {
            cancelled = true;
            end(subscriber::onComplete);
        }
    }

    @Override
    public void error(Throwable error) {
        if (!cancelled) {
            cancelled = true;
            end(() -> subscriber.onError(error));
        }
    }

    @Override
    public void stopWaiting() {
        lock.lock();
        try {
            timeIsUp = true;
            demanded.signal();
        } finally {
            lock.unlock();
        }
    }

    /** An error that the stream knows nothing of. */
    private void giveUp(Throwable error) {
        error(error);
        cancel();
    }

    private void end(Runnable signal) {
        try {
            signal.run();
        } catch (Throwable e) {
            LOG.warn(
                    "the subscriber {} threw {} at the end of the stream; ignored",
                    subscriber.getClass().getName(),
                    e.getClass().getName());
        }
    }

    private void next(ChatModelStreamingEvent event) {
        if (!awaitDemand()) {
            return;
        }
        try {
            subscriber.onNext(event);
        } catch (Throwable e) {
            // Rule 2.13: a subscriber that throws has cancelled.
            cancel();
        }
    }

    private boolean awaitDemand() {
        Throwable failure = null;
        lock.lock();
        try {
            while (demand == 0 && !cancelled && !badDemand && !timeIsUp) {
                demanded.await();
            }
            if (cancelled) {
                return false;
            }
            if (demand == 0 && timeIsUp) {
                throw new WaitsInside.TimeIsUp();
            }
            if (badDemand) {
                failure = new IllegalArgumentException("a subscriber must request 1 or more");
            } else {
                demand--;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = new LangChain4jException("interrupted while waiting for the subscriber's demand");
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            giveUp(failure);
        }
        return failure == null;
    }
}
