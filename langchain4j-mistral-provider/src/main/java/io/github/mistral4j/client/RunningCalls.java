package io.github.mistral4j.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls of a client that have begun and not ended, so that closing it can end them. */
final class RunningCalls {

    private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Cancellation begin() {
        Cancellation cancellation = new Cancellation();
        running.add(cancellation);
        if (closed) {
            running.remove(cancellation);
            throw closedException();
        }
        return cancellation;
    }

    /** Returns whether the client was closed meanwhile, so that a connection which has just been returned must be closed too. */
    boolean end(Cancellation cancellation) {
        running.remove(cancellation);
        return closed;
    }

    void close() {
        closed = true;
        running.forEach(Cancellation::cancel);
    }

    static MistralCancelledException closedException() {
        return new MistralCancelledException("the client is closed", null);
    }
}
