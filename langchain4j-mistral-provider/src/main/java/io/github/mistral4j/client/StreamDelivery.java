package io.github.mistral4j.client;

import static java.util.Objects.requireNonNull;

import io.github.mistral4j.client.internal.limit.MemoryShare;
import io.github.mistral4j.client.internal.limit.WaitsInside;
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

    /** What a piece may take in memory for each of its characters, until the answer is put together. */
    private static final int WEIGHT = 4;

    private final L listener;
    private final long maxAnswerSize;
    private final MemoryShare share = new MemoryShare();
    private long kept;
    private @Nullable ResponseInfo info;
    private final AtomicBoolean inside = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile @Nullable Thread thread;
    /** Of the delivering thread. */
    private boolean ended;

    StreamDelivery(L listener, long maxAnswerSize) {
        this.listener = listener;
        this.maxAnswerSize = maxAnswerSize;
    }

    /** So many bytes more are going to be kept by who hears of them. */
    void keep(long bytes) {
        kept += bytes;
        if (kept > maxAnswerSize) {
            throw tooLong("the answer is longer than maxAnswerSize of " + maxAnswerSize + " bytes");
        }
        if (!share.holds(WEIGHT * kept)) {
            throw tooLong("the answer is too long for the memory that answers may take");
        }
    }

    // Nothing is kept before the answer was opened.
    private MistralResponseException tooLong(String message) {
        return new MistralResponseException(message, requireNonNull(info), null);
    }

    void release() {
        share.close();
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

    void open(ResponseInfo opened) {
        info = opened;
        deliver((L to, int choice, ResponseInfo value) -> to.onOpen(value), 0, opened);
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
}
