package io.github.mistral4j.client.internal.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls of a client that have begun and not ended, so that closing it can end them. */
public final class RunningCalls {

    private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** A call begins; null when the client is closed. */
    public @Nullable Cancellation begin() {
        Cancellation cancellation = new Cancellation();
        running.add(cancellation);
        if (closed) {
            running.remove(cancellation);
            return null;
        }
        return cancellation;
    }

    /** Returns whether the client was closed meanwhile, so that a connection which has just been returned must be closed too. */
    public boolean end(Cancellation cancellation) {
        cancellation.ended();
        running.remove(cancellation);
        return closed;
    }

    public void close() {
        closed = true;
        running.forEach(Cancellation::cancel);
    }
}
