package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.limit.Durations;
import io.github.mistral4j.client.internal.limit.TimeLimits;
import io.github.mistral4j.client.internal.pace.Patience;
import io.github.mistral4j.client.internal.pace.Timing;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long a call may still wait before its next request: what its whole-call limit and its retry limit leave. */
final class WaitBudget implements Patience {

    private final Timing timing;
    private final TimeLimits limits;
    private final Duration maxRetryDuration;
    private final long started;
    private final long deadline;
    private long waitedForRetries;
    private @Nullable MistralException lastFailure;

    WaitBudget(Timing timing, TimeLimits limits, RetryPolicy retry) {
        this.timing = timing;
        this.limits = limits;
        this.maxRetryDuration = retry.maxRetryDuration();
        Duration call = limits.call();
        this.started = call == null ? 0 : timing.nanos();
        this.deadline = call == null ? 0 : started + Durations.nanos(call);
    }

    boolean hasDeadline() {
        return limits.call() != null;
    }

    @Override
    public long untilDeadlineNanos() {
        return hasDeadline() ? Math.max(0, deadline - timing.nanos()) : Long.MAX_VALUE;
    }

    /** The call failed and is about to wait. */
    void failed(MistralException failure) {
        lastFailure = failure;
    }

    @Override
    public void check(long nanos, long becauseOfFailures) {
        require(nanos, becauseOfFailures);
        waitedForRetries += Math.max(0, becauseOfFailures);
    }

    @Override
    public void require(long nanos, long becauseOfFailures) {
        if (nanos > untilDeadlineNanos()) {
            throw deadlineReached("(it would have had to wait " + Durations.text(Duration.ofNanos(nanos))
                    + " before the next request)");
        }
        if (becauseOfFailures > 0 && waitedForRetries + becauseOfFailures > Durations.nanos(maxRetryDuration)) {
            throw retriesExhausted(becauseOfFailures);
        }
    }

    @Override
    public MistralTimeoutException deadlineReached(String doing) {
        MistralException last = lastFailure;
        return reached(TimeLimit.CALL, doing, last == null ? null : last.response());
    }

    /** The failure of a call that has reached this limit. */
    MistralTimeoutException reached(TimeLimit limit, String doing, @Nullable ResponseInfo response) {
        return new MistralTimeoutException(limit, limit(limit), doing, response);
    }

    /** How long the limit is; zero is none. */
    Duration limit(TimeLimit limit) {
        Duration call = limits.call();
        return switch (limit) {
            case CONNECT -> limits.connect();
            case FIRST_BYTE -> limits.firstByte();
            case IDLE -> limits.idle();
            case CALL -> call == null ? Duration.ZERO : call;
        };
    }

    private MistralException retriesExhausted(long nanos) {
        String why = "the next request would have to wait " + Durations.text(Duration.ofNanos(nanos))
                + ", more than maxRetryDuration of " + Durations.text(maxRetryDuration) + " allows";
        MistralException last = lastFailure;
        if (last instanceof MistralApiException api) {
            return new MistralApiException(api.getMessage() + "; " + why, api.error(), api.response());
        }
        return last != null
                ? last
                : new MistralApiException(
                        "not sent, another call of this client was refused: " + why,
                        new ApiError(why, null, null, false, false, false),
                        ResponseInfo.of(429, Map.of()));
    }
}
