package io.github.mistral4j.client.internal.pace;

import org.jspecify.annotations.Nullable;

/**
 * What a client learns from refusals (429): until when nothing may leave, and at what pace after that. The pace is what the
 * server let through in the second before it first refused, a little slower. It holds for a minute after the last refusal and
 * then doubles every ten seconds until it holds nobody back.
 */
final class RefusalPace {

    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_UNANNOUNCED = 30 * SECOND;
    private static final long HOLD = 60 * SECOND;
    private static final long DOUBLE_EVERY = 10 * SECOND;
    private static final int DOUBLINGS = 8;
    private static final double SAFETY = 1.06;
    private static final double SLOWEST = 0.05;

    private final Timing timing;
    private final long[] recent = new long[1_024];

    private volatile boolean active;
    private int departures;
    private long round;
    private int refusalsInRow;
    private long notBefore;
    private long lastRefusal;
    private long lastDeparture;
    private double learnedPerSecond;
    private double triedPerSecond;
    private int letThrough;
    private boolean paceUnknown;

    RefusalPace(Timing timing) {
        this.timing = timing;
    }

    boolean active() {
        return active;
    }

    /** Null when the gate has to be passed in order. */
    @Nullable
    Departure departIfFree() {
        if (active) {
            return null;
        }
        synchronized (this) {
            return active ? null : depart(null);
        }
    }

    synchronized Departure depart(@Nullable RequestWindow window) {
        long now = timing.nanos();
        recent[departures++ & recent.length - 1] = now;
        lastDeparture = now;
        return new Departure(this, round, window);
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
        return active ? Math.max(0, notBefore - timing.nanos()) : 0;
    }

    synchronized long waitNanos() {
        if (!active) {
            return 0;
        }
        long now = timing.nanos();
        if (now - notBefore < 0) {
            return notBefore - now;
        }
        if (paceUnknown) {
            settle();
            return 0;
        }
        if (doublings(now) > DOUBLINGS) {
            active = false;
            return 0;
        }
        return lastDeparture + (long) (SECOND * SAFETY / perSecond(now)) - now;
    }

    private long doublings(long now) {
        return Math.max(0, (now - lastRefusal - HOLD) / DOUBLE_EVERY);
    }

    private double perSecond(long now) {
        return learnedPerSecond * (1L << Math.min(DOUBLINGS, doublings(now)));
    }

    synchronized long refused(Departure departure, @Nullable Long announcedNanos) {
        long now = timing.nanos();
        boolean firstOfRound = departure.round() == round;
        if (firstOfRound) {
            letThrough = departedInSecondBefore(now);
            round++;
            // After the hold a refusal answers a faster pace that was tried; the learned one is not too fast for that.
            boolean afterHold = !active || now - lastRefusal > HOLD;
            triedPerSecond = active ? perSecond(now) : Double.MAX_VALUE;
            refusalsInRow = afterHold ? 1 : refusalsInRow + 1;
            paceUnknown = true;
        }
        letThrough--;
        lastRefusal = now;
        long wait = announcedNanos != null ? announcedNanos : firstOfRound ? unannounced() : 0;
        if (!active || now + wait - notBefore > 0) {
            notBefore = now + wait;
        }
        active = true;
        return Math.max(0, notBefore - now);
    }

    /** The refusals of the last round have arrived by now, so what is left of its departures was let through. */
    private void settle() {
        paceUnknown = false;
        double seen = Math.max(1, letThrough);
        if (refusalsInRow > 1) {
            learnedPerSecond = Math.max(SLOWEST, Math.min(seen, learnedPerSecond / 2));
        } else {
            // One request in a second says little of a limit that is lower than that.
            learnedPerSecond = seen > 1 ? seen : Math.max(SLOWEST, Math.min(1, triedPerSecond / 2));
        }
    }

    // Limits count per second at the least, so a wait of under a second would be refused again.
    private long unannounced() {
        long base = Math.min(LONGEST_UNANNOUNCED, SECOND << Math.min(refusalsInRow - 1, 5));
        return base + (long) (base * 0.1 * timing.random());
    }

    private int departedInSecondBefore(long now) {
        int count = 0;
        int known = Math.min(departures, recent.length);
        for (int i = 1; i <= known; i++) {
            if (now - recent[departures - i & recent.length - 1] > SECOND) {
                break;
            }
            count++;
        }
        return count;
    }
}
