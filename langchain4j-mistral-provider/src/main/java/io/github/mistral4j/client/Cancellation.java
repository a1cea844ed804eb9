package io.github.mistral4j.client;

import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** Ends a call from any thread, whatever it is doing. */
final class Cancellation {

    private boolean cancelled;
    private @Nullable Call call;
    private @Nullable Thread waiting;

    void cancel() {
        Call running;
        synchronized (this) {
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

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Whether it makes sense to go on. */
    synchronized void check() {
        if (cancelled) {
            throw new MistralCancelledException("the call was cancelled", null);
        }
    }

    /** The exchange to close on {@link #cancel()}. */
    synchronized void running(Call newCall) {
        check();
        call = newCall;
    }

    /** The current thread is about to wait; it is interrupted on {@link #cancel()}. */
    synchronized void waiting() {
        check();
        waiting = Thread.currentThread();
    }

    /** The current thread waits no longer. */
    synchronized void awake() {
        waiting = null;
        if (cancelled && Thread.interrupted()) {
            throw new MistralCancelledException("the call was cancelled", null);
        }
    }
}
