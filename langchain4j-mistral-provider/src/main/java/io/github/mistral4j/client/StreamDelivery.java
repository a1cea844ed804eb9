package io.github.mistral4j.client;

import io.github.mistral4j.client.api.ChatChunkListener;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.TokenLogprob;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.client.internal.limit.WaitsInside;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Hands the pieces of a stream to its listener: one ending, and nothing once it was told to stop. */
final class StreamDelivery<L extends MistralStream.Listener> {

    /** One method of a listener; as a reference to it, nothing is allocated for a piece. */
    interface Event<L, V extends @Nullable Object> {
        void tell(L listener, int choice, V value);
    }

    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PAUSE_NANOS = 20_000;
    private static final Set<Thread.State> WAITING =
            Set.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final L listener;
    private final AtomicBoolean inside = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile @Nullable Thread thread;
    /** Of the delivering thread. */
    private boolean ended;

    StreamDelivery(L listener) {
        this.listener = listener;
    }

    /** The current thread is the one that delivers. */
    void begin() {
        thread = Thread.currentThread();
    }

    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    /** What the listener may be waiting for within an event will not come. */
    void timeIsUp() {
        if (listener instanceof WaitsInside waiting) {
            waiting.timeIsUp();
        }
    }

    /**
     * After {@link #stop()}: waits until no event is under way that began before. One whose thread waits for something has
     * certainly reached its handler and is not waited for, since it may be waiting for the caller; nor is one that is busy
     * for long.
     */
    void awaitQuiet() {
        Thread delivering = thread;
        if (delivering == null || Thread.currentThread() == delivering) {
            return;
        }
        long end = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (inside.get() && !WAITING.contains(delivering.getState()) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    <V extends @Nullable Object> void deliver(Event<? super L, V> event, int choice, V value) {
        inside.set(true);
        if (stopped) {
            inside.set(false);
            throw new MistralCancelledException("the stream was cancelled");
        }
        try {
            event.tell(listener, choice, value);
        } catch (WaitsInside.TimeIsUp e) {
            ended = false;
            throw new MistralCancelledException("the time was up");
        } finally {
            // Nothing after it has to wait until other threads see it, and it happens once a token.
            inside.setRelease(false);
        }
    }

    void open(ResponseInfo info) {
        deliver((L to, int choice, ResponseInfo value) -> to.onOpen(value), 0, info);
    }

    void complete() {
        if (!ended) {
            deliver((L to, int choice, String nothing) -> end(to::onComplete), 0, "");
        }
    }

    void fail(MistralException failure) {
        if (!ended && !stopped) {
            deliver((L to, int choice, MistralException value) -> end(() -> to.onFailure(value)), 0, failure);
        }
    }

    private void end(Runnable last) {
        ended = true;
        last.run();
    }

    /** The chunks of a chat completion on their way through a delivery. */
    record Chat(StreamDelivery<ChatStreamListener> to) implements ChatChunkListener {

        @Override
        public void onStart(@Nullable String id, @Nullable String model, @Nullable Long created) {
            to.deliver((listener, choice, nothing) -> listener.onStart(id, model, created), 0, "");
        }

        @Override
        public void onText(int choice, String text) {
            to.deliver(ChatChunkListener::onText, choice, text);
        }

        @Override
        public void onPart(int choice, ContentPart part) {
            to.deliver(ChatChunkListener::onPart, choice, part);
        }

        @Override
        public void onToolCall(int choice, ToolCall call) {
            to.deliver(ChatChunkListener::onToolCall, choice, call);
        }

        @Override
        public void onLogprobs(int choice, List<TokenLogprob> logprobs) {
            to.deliver(ChatChunkListener::onLogprobs, choice, logprobs);
        }

        @Override
        public void onPromptLogprobs(int choice, List<TokenLogprob> logprobs) {
            to.deliver(ChatChunkListener::onPromptLogprobs, choice, logprobs);
        }

        @Override
        public void onFinish(int choice, FinishReason reason) {
            to.deliver(ChatChunkListener::onFinish, choice, reason);
        }

        @Override
        public void onUsage(Usage usage) {
            to.deliver((listener, choice, value) -> listener.onUsage(value), 0, usage);
        }

        @Override
        public void onUnknownEvent(Map<String, @Nullable Object> event) {
            to.deliver((listener, choice, value) -> listener.onUnknownEvent(value), 0, event);
        }
    }
}
