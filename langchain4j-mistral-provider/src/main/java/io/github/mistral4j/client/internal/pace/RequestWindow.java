package io.github.mistral4j.client.internal.pace;

import java.util.Arrays;

/** At most n requests in any second: each takes a place, and the place is free again a second after the request left. */
final class RequestWindow {

    private static final long FREE = Long.MIN_VALUE;
    private static final long TAKEN = Long.MAX_VALUE;
    // What arrives a second apart on paper may arrive a little closer.
    private static final long MARGIN_NANOS = 25_000_000;
    private static final long LOOK_AGAIN_NANOS = 5_000_000;

    private final long[] left;
    private final long lengthNanos;
    private final Timing timing;

    RequestWindow(double requestsPerSecond, Timing timing) {
        int places = (int) Math.max(1, Math.floor(requestsPerSecond));
        this.left = new long[places];
        Arrays.fill(left, FREE);
        // Of 2.5 requests the half would make three in some seconds.
        this.lengthNanos =
                Math.min(Long.MAX_VALUE / 2, (long) (1e9 * Math.max(1, places / requestsPerSecond))) + MARGIN_NANOS;
        this.timing = timing;
    }

    synchronized long waitNanos() {
        long now = timing.nanos();
        long shortest = Long.MAX_VALUE;
        for (long time : left) {
            if (time == FREE) {
                return 0;
            }
            shortest = Math.min(shortest, time == TAKEN ? LOOK_AGAIN_NANOS : lengthNanos - (now - time));
        }
        return Math.max(0, shortest);
    }

    synchronized int take() {
        long now = timing.nanos();
        for (int i = 0; i < left.length; i++) {
            if (left[i] == FREE || left[i] != TAKEN && now - left[i] >= lengthNanos) {
                left[i] = TAKEN;
                return i;
            }
        }
        throw new IllegalStateException("no place is free");
    }

    synchronized void left(int slot) {
        left[slot] = timing.nanos();
    }

    synchronized void giveBackUnused(int slot) {
        if (left[slot] == TAKEN) {
            left[slot] = FREE;
        }
    }
}
