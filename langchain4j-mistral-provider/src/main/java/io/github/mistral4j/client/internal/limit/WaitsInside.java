package io.github.mistral4j.client.internal.limit;

/** A listener that waits within one of its methods for something that may not come, such as the demand of a subscriber. */
public interface WaitsInside {

    /**
     * The time for the whole call is up: what waits is to throw {@link TimeIsUp}, and the failure follows. Told on another thread
     * and at any time.
     */
    void timeIsUp();

    /** The waiting was given up. */
    final class TimeIsUp extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
