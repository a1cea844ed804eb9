package io.github.mistral4j.client.internal.pace;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where all requests of a client pass before they leave, first come, first served. It holds them back as long as a refusal
 * (429) asks for, then lets them go at the pace that the server took before; and it keeps the limit that the caller set.
 * Free to pass while neither is the case.
 */
public final class RateGate {

    private final @Nullable RequestWindow window;
    private final RefusalPace pace;
    private final Timing timing;
    private final ReentrantLock turnstile = new ReentrantLock(true);

    public RateGate(@Nullable Double requestsPerSecond, Timing timing) {
        this.window = requestsPerSecond == null ? null : new RequestWindow(requestsPerSecond, timing);
        this.pace = new RefusalPace(timing);
        this.timing = timing;
    }

    /** Waits for its turn, no longer than the budget allows. */
    public Departure pass(Patience budget) throws InterruptedException {
        if (window == null) {
            Departure departure = pace.departIfFree();
            if (departure != null) {
                return departure;
            }
        }
        // What will not fit in the end need not queue for it.
        long cooling = pace.coolingNanos();
        budget.require(cooling, cooling);
        if (!turnstile.tryLock(budget.untilDeadlineNanos(), TimeUnit.NANOSECONDS)) {
            throw budget.deadlineReached("while waiting for the rate limit behind other calls");
        }
        try {
            while (true) {
                long refusal = pace.waitNanos();
                long wait = Math.max(refusal, window == null ? 0 : window.waitNanos());
                if (wait <= 0) {
                    return window == null ? pace.depart(null) : pace.depart(window);
                }
                budget.check(wait, refusal);
                timing.sleep(wait);
            }
        } finally {
            turnstile.unlock();
        }
    }

    /**
     * The server refused a request with 429.
     *
     * @param announcedNanos {@code Retry-After}, null when there was none
     * @return how long nothing will leave from now on
     */
    public long refused(Departure departure, @Nullable Long announcedNanos) {
        return pace.refused(departure, announcedNanos);
    }
}
