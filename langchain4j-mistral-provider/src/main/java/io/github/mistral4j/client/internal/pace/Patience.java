package io.github.mistral4j.client.internal.pace;

/** How long a call may still wait. */
public interface Patience {

    /** {@link Long#MAX_VALUE} where it may wait for ever. */
    long untilDeadlineNanos();

    /**
     * Refuses a wait that does not fit, before any of it is waited.
     *
     * @param nanos how long it is in all
     * @param becauseOfFailures how much of it is owed to failures rather than to the caller's own limit
     */
    void require(long nanos, long becauseOfFailures);

    /** As {@link #require}, and accounts for the wait, which is about to begin. */
    void check(long nanos, long becauseOfFailures);

    /** What to throw when the time is up. */
    RuntimeException deadlineReached(String doing);
}
