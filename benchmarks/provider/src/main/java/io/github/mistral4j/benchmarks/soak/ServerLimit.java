package io.github.mistral4j.benchmarks.soak;

import java.util.ArrayDeque;

/** So many requests in any one second are taken, the others refused. */
final class ServerLimit {

    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private final ArrayDeque<Long> taken = new ArrayDeque<>();

    ServerLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    synchronized boolean takes() {
        long now = System.nanoTime();
        while (!taken.isEmpty() && now - taken.getFirst() >= SECOND) {
            taken.removeFirst();
        }
        if (taken.size() >= perSecond) {
            return false;
        }
        taken.addLast(now);
        return true;
    }
}
