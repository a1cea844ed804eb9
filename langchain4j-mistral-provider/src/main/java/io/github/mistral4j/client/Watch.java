package io.github.mistral4j.client;

import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okio.AsyncTimeout;

/** Cancels an exchange when the time for one part of it is up. */
final class Watch extends AsyncTimeout {

    private final Call call;
    private final TimeLimit limit;

    /** Whichever of the limit and what is left of the whole call ends first. */
    static Watch of(TimeLimit limit, TimeLimits limits, WaitBudget budget, Call call) {
        long own = Durations.nanos(limits.of(limit));
        long left = budget.untilDeadlineNanos();
        return left < own || own == 0 && budget.hasDeadline()
                ? new Watch(call, TimeLimit.CALL, Math.max(1, left))
                : new Watch(call, limit, own);
    }

    Watch(Call call, TimeLimit limit, long nanos) {
        this.call = call;
        this.limit = limit;
        timeout(nanos, TimeUnit.NANOSECONDS);
    }

    TimeLimit limit() {
        return limit;
    }

    @Override
    protected void timedOut() {
        call.cancel();
    }
}
