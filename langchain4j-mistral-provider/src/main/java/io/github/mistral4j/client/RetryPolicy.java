package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.pace.Timing;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Which failures are worth another request, and how long to wait before it.
 *
 * @param maxRetries 0 turns all of it off
 * @param maxRetryDuration what the waiting of one call may add up to
 */
record RetryPolicy(int maxRetries, Duration maxRetryDuration) {

    static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofMinutes(2));

    private static final Set<Integer> STATUSES =
            Set.of(408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final long FIRST_NANOS = 500_000_000L;
    private static final long LONGEST_NANOS = 30_000_000_000L;

    boolean repeats(MistralException failure) {
        if (failure instanceof MistralApiException api) {
            return STATUSES.contains(api.response().status()) && !isWithoutQuota(api.response());
        }
        if (failure instanceof MistralConnectionException connection) {
            return connection.repeatable();
        }
        return failure instanceof MistralTimeoutException timeout && timeout.limit() == TimeLimit.CONNECT;
    }

    /** Whether it was one request too many for the caller's quota, which the other calls of the model share. */
    static boolean isRefusal(MistralException failure) {
        return failure instanceof MistralApiException api
                && api.response().status() == TOO_MANY_REQUESTS
                && !isWithoutQuota(api.response())
                && !isLackOfCapacity(api.error());
    }

    /** A limit of 0 does not change by waiting. */
    static boolean isWithoutQuota(ResponseInfo info) {
        return info.status() == TOO_MANY_REQUESTS && info.rateLimits().limit().containsValue(0L);
    }

    // The server's state and not the caller's doing; some answers have neither the code nor the type.
    private static boolean isLackOfCapacity(ApiError error) {
        return "3505".equals(error.code())
                || "service_tier_capacity_exceeded".equals(error.type())
                || error.message().toLowerCase(Locale.ROOT).contains("capacity exceeded");
    }

    /** Exponential with full jitter: anything from nothing to 0.5 s, 1 s, 2 s, … at most 30 s. */
    static long backoffNanos(int retry, Timing timing) {
        long cap = retry > 7 ? LONGEST_NANOS : Math.min(LONGEST_NANOS, FIRST_NANOS << (retry - 1));
        return (long) (cap * timing.random());
    }
}
