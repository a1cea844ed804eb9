package io.github.mistral4j.client;

import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Hands the pieces of a stream to its listener: one ending, and nothing once it was told to stop. */
final class StreamDelivery implements ChatStreamListener {

    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PAUSE_NANOS = 20_000;
    private static final Set<Thread.State> WAITING =
            Set.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final ChatStreamListener listener;
    private volatile boolean stopped;
    private final AtomicBoolean inside = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    private boolean ended;
    private @Nullable Usage usage;

    StreamDelivery(ChatStreamListener listener) {
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

    @Nullable
    Usage usage() {
        return usage;
    }

    private void enter() {
        inside.set(true);
        if (stopped) {
            inside.set(false);
            throw new MistralCancelledException("the stream was cancelled", null);
        }
    }

    private void leave() {
        // Nothing after it has to wait until other threads see it, and it happens once a token.
        inside.setRelease(false);
    }

    @Override
    public void onOpen(ResponseInfo info) {
        enter();
        try {
            listener.onOpen(info);
        } finally {
            leave();
        }
    }

    @Override
    public void onStart(@Nullable String id, @Nullable String model, @Nullable Long created) {
        enter();
        try {
            listener.onStart(id, model, created);
        } finally {
            leave();
        }
    }

    @Override
    public void onText(int choice, String text) {
        enter();
        try {
            listener.onText(choice, text);
        } finally {
            leave();
        }
    }

    @Override
    public void onPart(int choice, ContentPart part) {
        enter();
        try {
            listener.onPart(choice, part);
        } finally {
            leave();
        }
    }

    @Override
    public void onToolCall(int choice, ToolCall call) {
        enter();
        try {
            listener.onToolCall(choice, call);
        } finally {
            leave();
        }
    }

    @Override
    public void onFinish(int choice, FinishReason reason) {
        enter();
        try {
            listener.onFinish(choice, reason);
        } finally {
            leave();
        }
    }

    @Override
    public void onUsage(Usage found) {
        usage = found;
        enter();
        try {
            listener.onUsage(found);
        } finally {
            leave();
        }
    }

    @Override
    public void onUnknownEvent(Map<String, @Nullable Object> event) {
        enter();
        try {
            listener.onUnknownEvent(event);
        } finally {
            leave();
        }
    }

    @Override
    public void onTimeIsUp(MistralTimeoutException failure) {
        listener.onTimeIsUp(failure);
    }

    @Override
    public void onComplete() {
        if (ended) {
            return;
        }
        enter();
        ended = true;
        try {
            listener.onComplete();
        } finally {
            leave();
        }
    }

    @Override
    public void onFailure(MistralException failure) {
        if (ended || stopped) {
            return;
        }
        enter();
        ended = true;
        try {
            listener.onFailure(failure);
        } finally {
            leave();
        }
    }
}
