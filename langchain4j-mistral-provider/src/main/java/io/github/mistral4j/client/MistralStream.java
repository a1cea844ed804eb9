package io.github.mistral4j.client;

/** A running stream. */
public interface MistralStream {

    /** Closes the exchange at once, from any thread. The listener hears nothing any more but the event it is handling. */
    void cancel();

    /** Whether {@link #cancel()} was called. */
    boolean isCancelled();

    /**
     * Receives what a stream of any kind has: its beginning, and exactly one of {@link #onComplete()} and
     * {@link #onFailure(MistralException)}, or neither after {@link MistralStream#cancel()}. All on one thread.
     */
    interface Listener {

        /** The headers of the answer have arrived. */
        default void onOpen(ResponseInfo info) {}

        /** The answer is complete. */
        void onComplete();

        /** The answer failed or was cut; what had been received before stays valid. */
        void onFailure(MistralException failure);
    }

    /**
     * Receives a streamed answer event by event.
     *
     * @param <E> the events
     */
    interface EventListener<E> extends Listener {

        /** The next event. */
        void onEvent(E event);
    }
}
