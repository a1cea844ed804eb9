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

    void end(Cancellation cancellation) {
        running.remove(cancellation);
    }

    void close() {
        closed = true;
        running.forEach(Cancellation::cancel);
    }

    static MistralCancelledException closedException() {
        return new MistralCancelledException("the client is closed", null);
    }
}
