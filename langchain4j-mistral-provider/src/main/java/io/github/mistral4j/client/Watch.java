package io.github.mistral4j.client;

import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;

/** Cancels an exchange when the time for one part of it is up. */
final class Watch {

    private static final int RUNNING = 0;
    private static final int ENDED = 1;
    private static final int EXPIRED = 2;

    private final Call call;
    private final TimeLimit limit;
    private final Runnable also;
    private final long nanos;
    private final AtomicInteger state = new AtomicInteger(RUNNING);
    private long deadline;

    /** Whichever of the limit and what is left of the whole call ends first. */
    static Watch of(TimeLimit limit, TimeLimits limits, WaitBudget budget, Call call) {
        long own = Durations.nanos(limits.of(limit));
        long left = budget.untilDeadlineNanos();
        return left < own || own == 0 && budget.hasDeadline()
                ? new Watch(call, TimeLimit.CALL, Math.max(1, left))
                : new Watch(call, limit, own);
    }

    /** Zero nanoseconds are no limit. */
    Watch(Call call, TimeLimit limit, long nanos) {
        this(call, limit, nanos, () -> {});
    }

    Watch(Call call, TimeLimit limit, long nanos, Runnable also) {
        this.call = call;
        this.limit = limit;
        this.also = also;
        this.nanos = nanos;
    }

    TimeLimit limit() {
        return limit;
    }

    void enter() {
        if (nanos > 0) {
            deadline = System.nanoTime() + nanos;
            Watchdog.add(this);
        }
    }

    /** Whether the time was up before this. */
    boolean exit() {
        if (nanos > 0) {
            Watchdog.remove(this);
        }
        return !state.compareAndSet(RUNNING, ENDED) && state.get() == EXPIRED;
    }

    boolean expire(long now) {
        if (now - deadline < 0) {
            return false;
        }
        if (state.compareAndSet(RUNNING, EXPIRED)) {
            call.cancel();
            also.run();
        }
        return true;
    }

    // The default asks the JVM for an identity and is several times as expensive.
    @Override
    public int hashCode() {
        return (int) (deadline ^ deadline >>> 20);
    }
}
