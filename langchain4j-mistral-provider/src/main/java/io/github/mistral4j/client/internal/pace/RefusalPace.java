package io.github.mistral4j.client.internal.pace;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the refusals (429) of one model teach: until when nothing may leave, and at what pace after that. The first pace is what
 * the server let through in the second before it first refused; when nothing is refused for a while it rises fast, for that may have
 * been what a bucket held. Once a request is refused that left at the pace, it is halved, or goes back to what the server took a moment
 * before where that is more; it comes near the refused pace again within seconds, stays there, and then rises faster and faster.
 * Refusals of requests that left before that say nothing new, and that of the first one behind a wait says that the wait was too short.
 */
final class RefusalPace {

    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_UNANNOUNCED = 30 * SECOND;
    /** Fewer than this may be what a bucket held rather than what is allowed in a second. */
    private static final int TELLING = 13;

    private static final double DOUBLE_EVERY_SECONDS = 0.6;
    /** So long the first pace is kept. */
    private static final double TELLING_SECONDS = 6.5;

    private static final double OTHER_SECONDS = 0.4;
    /** What is begun with where that is not telling. */
    private static final int LEAST_UNTOLD = 2;

    private static final int MOST_UNTOLD = 4;

    /** From nothing to the refused pace; it begins with half of it or more. */
    private static final double RECOVERY_SECONDS = 6;
    /** Of the refused pace, where it stays for as long as the next. */
    private static final double CAUTION = 0.9;

    private static final double RISE_SECONDS = 12;
    private static final double RISE = 0.05;
    /** What the server took so many seconds, or departures, before a refusal is taken for granted. */
    private static final double PROVEN_SECONDS = 1;

    private static final double PROVEN_DEPARTURES = 3;
    private static final double SLOWEST = 0.05;
    private static final double FREE = 2_000;

    private final Timing timing;
    private final long longestHold;
    private final ReentrantLock turnstile = new ReentrantLock(true);
    /** Written without the lock as long as nothing is refused: many callers would wait for each other. */
    private final AtomicLongArray recent = new AtomicLongArray(1_024);

    private final AtomicInteger departures = new AtomicInteger();

    // All that follows is guarded by this object; what is volatile is read without, and lastDeparture written.
    private volatile boolean active;
    private int letThrough;
    private boolean paceUnknown;
    private volatile long round;
    private int refusalsInRow;
    private boolean departed;
    private long notBefore;
    private long probeAt;
    private volatile long lastDeparture;
    private long risesFrom;
    private boolean telling;
    private boolean foundByRefusal;
    private double base;
    /** Of the base, to begin with. */
    private double share;

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
        return new Departure(this, departureRound, now, active && isFirst(now), window);
    }

    /** Of its round. */
    private synchronized boolean isFirst(long now) {
        if (active && now - notBefore < 0) {
            probeAt = now + longestHold;
        }
        boolean first = !departed;
        departed = true;
        return first;
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
            double kept = telling ? TELLING_SECONDS : OTHER_SECONDS;
            return base * Math.pow(2, Math.max(0, seconds - kept) / DOUBLE_EVERY_SECONDS);
        }
        double recovered = share + seconds / RECOVERY_SECONDS;
        double near = Math.max(share, CAUTION);
        if (recovered < near) {
            return Math.max(SLOWEST, base * recovered);
        }
        double away = (recovered - near) * RECOVERY_SECONDS / RISE_SECONDS;
        return Math.max(SLOWEST, base * (near + RISE * away * away * away));
    }

    /**
     * The server refused a request.
     *
     * @param at when it left
     * @param leader whether it was the first of its round
     * @param announcedNanos {@code Retry-After}, null when there was none
     * @return how long nothing will leave from now on
     */
    synchronized long refused(long departureRound, long at, boolean leader, @Nullable Long announcedNanos) {
        long now = timing.nanos();
        boolean first = departureRound == round;
        if (first) {
            beginRound(at, leader);
        }
        letThrough--;
        long wait = announcedNanos == null ? 0 : announcedNanos;
        if (first && (announcedNanos == null || leader)) {
            wait = Math.max(wait, unannounced());
        } else if (first && paceUnknown) {
            // Until the others that are refused have been heard of.
            wait = Math.max(wait, SECOND / 2);
        }
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

    private void beginRound(long at, boolean leader) {
        if (!active) {
            letThrough = departedInSecondBefore(timing.nanos());
            paceUnknown = true;
        } else if (!paceUnknown && !leader) {
            lower(at);
        }
        refusalsInRow = leader ? refusalsInRow + 1 : 1;
        departed = false;
        round++;
    }

    private void lower(long at) {
        double pace = perSecond(at) * (foundByRefusal ? 1 : CAUTION);
        double proven = perSecond(at - (long) (SECOND * Math.max(PROVEN_SECONDS, PROVEN_DEPARTURES / pace)));
        base = Math.max(SLOWEST, pace);
        share = proven < CAUTION * pace ? Math.max(0.5, proven / pace) : 0.5;
        foundByRefusal = true;
    }

    /** The refusals of the first round have arrived by now, so what is left of its departures was let through. */
    private void settle(long now) {
        paceUnknown = false;
        foundByRefusal = false;
        telling = letThrough >= TELLING;
        base = (telling ? letThrough : Math.min(MOST_UNTOLD, Math.max(LEAST_UNTOLD, letThrough))) * CAUTION;
        risesFrom = now;
    }

    // Most limits count by the second, so a much shorter wait would be refused again.
    private long unannounced() {
        long shortest = paceUnknown ? SECOND : SECOND / 4;
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
