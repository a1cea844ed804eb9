package io.github.mistral4j.client.internal.pace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where all requests of a client pass before they leave, first come, first served. It holds those for one model back as long as
 * a refusal (429) of that model asks for, then lets them go at the pace that the server takes; and it keeps the limit that the
 * caller set for the client. Free to pass while neither is the case.
 */
public final class RateGate {

    private static final int MOST_MODELS = 256;

    private final @Nullable RequestWindow window;
    private final Timing timing;
    private final long longestHold;
    private final ReentrantLock windowTurnstile = new ReentrantLock(true);
    private final Map<String, RefusalPace> paces = new ConcurrentHashMap<>();

    /**
     * The gate of one client.
     *
     * @param longestHold after so many nanoseconds one request may find out whether an announced wait still holds
     */
    public RateGate(@Nullable Double requestsPerSecond, Timing timing, long longestHold) {
        this.window = requestsPerSecond == null ? null : new RequestWindow(requestsPerSecond, timing);
        this.timing = timing;
        this.longestHold = longestHold;
    }

    /** Waits for its turn, no longer than the caller's patience allows. */
    public Departure pass(@Nullable String model, Patience patience) throws InterruptedException {
        RefusalPace pace = paceOf(model == null ? "" : model);
        long round = pace.round();
        if (pace.isFree()) {
            return passWindow(pace, round, patience);
        }
        // What will not fit in the end need not queue for it.
        long cooling = pace.coolingNanos();
        patience.require(cooling, cooling);
        enter(pace.turnstile(), patience);
        try {
            while (true) {
                round = pace.round();
                long wait = pace.waitNanos();
                if (wait <= 0) {
                    return passWindow(pace, round, patience);
                }
                patience.check(wait, wait);
                timing.sleep(wait);
            }
        } finally {
            pace.turnstile().unlock();
        }
    }

    private Departure passWindow(RefusalPace pace, long round, Patience patience) throws InterruptedException {
        if (window == null) {
            return pace.depart(round, null);
        }
        enter(windowTurnstile, patience);
        try {
            for (long wait = window.waitNanos(); wait > 0; wait = window.waitNanos()) {
                patience.check(wait, 0);
                timing.sleep(wait);
            }
            return pace.depart(round, window);
        } finally {
            windowTurnstile.unlock();
        }
    }

    private static void enter(ReentrantLock turnstile, Patience patience) throws InterruptedException {
        if (!turnstile.tryLock(patience.untilDeadlineNanos(), TimeUnit.NANOSECONDS)) {
            throw patience.deadlineReached("while waiting for the rate limit behind other calls");
        }
    }

    private RefusalPace paceOf(String model) {
        RefusalPace known = paces.get(model);
        if (known != null) {
            return known;
        }
        if (paces.size() >= MOST_MODELS) {
            paces.values().removeIf(RefusalPace::isFree);
        }
        RefusalPace made = new RefusalPace(timing, longestHold);
        RefusalPace other = paces.putIfAbsent(model, made);
        return other == null ? made : other;
    }
}
