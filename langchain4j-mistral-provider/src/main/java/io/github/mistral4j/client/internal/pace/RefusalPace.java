package io.github.mistral4j.client.internal.pace;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the refusals (429) of one model teach: until when nothing may leave, and at what pace after that. The first pace is what
 * the server let through in the second before it first refused; when nothing is refused for a while it rises fast, for that may have
 * been what a bucket held. Once a request is refused that left at the pace, it is halved, and rises slowly near the pace that was
 * refused and faster away from it (TCP's CUBIC). Refusals of requests that left before that say nothing new.
 */
final class RefusalPace {

    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_UNANNOUNCED = 30 * SECOND;
    /** Fewer than this may be what a bucket held rather than what is allowed in a second. */
    private static final int TELLING = 8;

    private static final double DOUBLE_EVERY_SECONDS = 1;
    /** So long the first pace is kept. */
    private static final double FIRST_SECONDS = 6.5;
    /** And so long it takes from there to twice as much. */
    private static final double FIRST_RISE_SECONDS = 2;

    private static final double RISE_SECONDS = 15;
    /** From half of the refused pace it takes so long to reach it again. */
    private static final double RECOVERY_SECONDS = RISE_SECONDS * Math.cbrt(0.5);

    private static final double CAUTION = 0.95;
    private static final double SLOWEST = 0.05;
    private static final double FREE = 2_000;

    private final Timing timing;
    private final long longestHold;
    private final ReentrantLock turnstile = new ReentrantLock(true);
    /** Written without the lock as long as nothing is refused: many callers would wait for each other. */
    private final AtomicLongArray recent = new AtomicLongArray(1_024);

    private final AtomicInteger departures = new AtomicInteger();
    private volatile boolean active;
    private int letThrough;
    private boolean paceUnknown;
    private volatile long round;
    private int refusalsInRow;
    private boolean answeredInRound;
    private long notBefore;
    private long probeAt;
    private volatile long lastDeparture;
    private long risesFrom;
    private boolean telling;
    private boolean foundByRefusal;
    private double base;

    /**
     * Of one model.
     *
     * @param longestHold after so many nanoseconds one request may find out whether an announced wait still holds
     */
    RefusalPace(Timing timing, long longestHold) {
        this.timing = timing;
        this.longestHold = Math.max(SECOND, longestHold);
    }

    /** Passed one by one while the pace holds. */
    ReentrantLock turnstile() {
        return turnstile;
    }

    boolean isFree() {
        return !active;
    }

    /** The stretch between two refusals that a request departs in. */
    long round() {
        return round;
    }

    /** In a round that was looked up before the pace allowed it, so that a refusal in between is not overlooked. */
    Departure depart(long departureRound, @Nullable RequestWindow window) {
        long now = timing.nanos();
        recent.set(departures.getAndIncrement() & recent.length() - 1, now);
        lastDeparture = now;
        if (active) {
            probed(now);
        }
        return new Departure(this, departureRound, window);
    }

    private synchronized void probed(long now) {
        if (active && now - notBefore < 0) {
            probeAt = now + longestHold;
        }
    }

    boolean stillFree(long departureRound) {
        if (!active) {
            return true;
        }
        synchronized (this) {
            if (departureRound == round || timing.nanos() - notBefore >= 0) {
                return true;
            }
            letThrough--;
            return false;
        }
    }

    /** How long nothing leaves because a refusal said so. */
    synchronized long coolingNanos() {
        long now = timing.nanos();
        return !active || now - probeAt >= 0 ? 0 : Math.max(0, notBefore - now);
    }

    synchronized long waitNanos() {
        long cooling = coolingNanos();
        long now = timing.nanos();
        if (cooling > 0 || !active || now - notBefore < 0) {
            return cooling;
        }
        if (paceUnknown) {
            settle(now);
        }
        double perSecond = perSecond(now);
        if (perSecond > FREE) {
            active = false;
            return 0;
        }
        return lastDeparture + (long) (SECOND / perSecond) - now;
    }

    private double perSecond(long now) {
        double seconds = Math.max(0, now - risesFrom) / (double) SECOND;
        if (!foundByRefusal) {
            return base
                    * (telling
                            ? 1 + Math.max(0, seconds - FIRST_SECONDS) / FIRST_RISE_SECONDS
                            : Math.pow(2, seconds / DOUBLE_EVERY_SECONDS));
        }
        double away = (seconds - RECOVERY_SECONDS) / RISE_SECONDS;
        return Math.max(SLOWEST, base * (1 + away * away * away));
    }

    /** The server took a request: it was answered with anything but a refusal. */
    synchronized void answered(long departureRound) {
        answeredInRound |= departureRound == round;
    }

    /**
     * The server refused a request.
     *
     * @param announcedNanos {@code Retry-After}, null when there was none
     * @return how long nothing will leave from now on
     */
    synchronized long refused(long departureRound, @Nullable Long announcedNanos) {
        long now = timing.nanos();
        boolean first = departureRound == round;
        if (first) {
            beginRound(now);
        }
        letThrough--;
        long wait = announcedNanos == null
                ? first ? unannounced() : 0
                // What was too short twice is not believed again.
                : first && refusalsInRow > 2 ? Math.max(announcedNanos, SECOND) : announcedNanos;
        if (!active || now + wait - notBefore > 0) {
            notBefore = now + wait;
            probeAt = now + longestHold;
        }
        if (first || now - risesFrom < 0) {
            risesFrom = notBefore;
        }
        active = true;
        return Math.max(0, notBefore - now);
    }

    private void beginRound(long now) {
        if (!active) {
            letThrough = departedInSecondBefore(now);
            paceUnknown = true;
        } else if (!paceUnknown) {
            base = Math.max(SLOWEST, perSecond(now));
            foundByRefusal = true;
        }
        refusalsInRow = answeredInRound || !active ? 1 : refusalsInRow + 1;
        answeredInRound = false;
        round++;
    }

    /** The refusals of the first round have arrived by now, so what is left of its departures was let through. */
    private void settle(long now) {
        paceUnknown = false;
        foundByRefusal = false;
        telling = letThrough >= TELLING;
        base = Math.max(1, letThrough) * CAUTION;
        risesFrom = now;
    }

    // Most limits count by the second, so a much shorter wait would be refused again.
    private long unannounced() {
        long shortest = paceUnknown ? SECOND : SECOND / 2;
        long wait = Math.min(LONGEST_UNANNOUNCED, shortest << Math.min(refusalsInRow - 1, 6));
        return wait + (long) (wait * 0.1 * timing.random());
    }

    private int departedInSecondBefore(long now) {
        int count = 0;
        int known = Math.min(departures.get(), recent.length());
        for (int i = 0; i < known; i++) {
            if (now - recent.get(i) <= SECOND) {
                count++;
            }
        }
        return count;
    }
}
