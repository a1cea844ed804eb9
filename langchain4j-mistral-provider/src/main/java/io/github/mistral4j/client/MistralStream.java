package io.github.mistral4j.client;

/** A running stream. */
public interface MistralStream {

    /** Closes the exchange at once, from any thread. The listener hears nothing any more but the event it is handling. */
    void cancel();

    /** Whether {@link #cancel()} was called. */
    boolean isCancelled();
}
