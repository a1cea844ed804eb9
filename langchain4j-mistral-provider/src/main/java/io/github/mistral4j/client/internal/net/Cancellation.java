package io.github.mistral4j.client.internal.net;

import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** Ends a call from any thread, whatever it is doing. */
public final class Cancellation {

    // All guarded by this.
    private boolean cancelled;
    private boolean ended;
    private @Nullable Call call;
    private @Nullable Thread waiting;

    public void cancel() {
        Call running;
        synchronized (this) {
            if (ended) {
                return;
            }
            cancelled = true;
            running = call;
            if (waiting != null) {
                waiting.interrupt();
            }
        }
        if (running != null) {
            running.cancel();
        }
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** There is nothing left to cancel. */
    public synchronized void ended() {
        ended = true;
        call = null;
    }

    /** Whether it makes sense to go on. */
    public synchronized void check() {
        if (cancelled) {
            throw new CancelledException("the call was cancelled");
        }
    }

    /** The exchange to close on {@link #cancel()}. */
    public synchronized void running(Call newCall) {
        check();
        call = newCall;
    }

    /** The current thread is about to wait; it is interrupted on {@link #cancel()}. */
    public synchronized void waiting() {
        check();
        waiting = Thread.currentThread();
    }

    /** The current thread waits no longer. */
    public synchronized void awake() {
        waiting = null;
        if (cancelled && Thread.interrupted()) {
            throw new CancelledException("the call was cancelled");
        }
    }

    /** The current thread was interrupted while it waited, by {@link #cancel()} or by somebody else. */
    public CancelledException interrupted() {
        if (isCancelled()) {
            return new CancelledException("the call was cancelled while it waited");
        }
        Thread.currentThread().interrupt();
        return new CancelledException("the calling thread was interrupted while it waited");
    }
}
