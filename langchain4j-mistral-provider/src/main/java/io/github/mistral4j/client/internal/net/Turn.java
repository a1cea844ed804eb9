package io.github.mistral4j.client.internal.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The turn of one exchange to look for a connection. */
public final class Turn {

    private final AtomicReference<@Nullable Turns> taken = new AtomicReference<>();
    // Both guarded by this.
    private @Nullable Thread waiting;
    private boolean givenUp;

    /** Waits until it comes. */
    void await(Turns turns) throws IOException {
        if (turns.take()) {
            taken.set(turns);
        } else {
            queue(turns);
        }
    }

    private void queue(Turns turns) throws IOException {
        synchronized (this) {
            if (givenUp) {
                throw new IOException("cancelled");
            }
            waiting = Thread.currentThread();
        }
        try {
            turns.await();
            taken.set(turns);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        } finally {
            synchronized (this) {
                waiting = null;
                if (givenUp) {
                    // It came from here, and perhaps too late.
                    Thread.interrupted();
                }
            }
        }
    }

    /** It has found a connection, or is about to wait for something else. */
    void over() {
        Turns turns = taken.getAndSet(null);
        if (turns != null) {
            turns.release();
        }
    }

    /** The exchange was cancelled: it does not wait any longer. */
    public synchronized void giveUp() {
        givenUp = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }
}
