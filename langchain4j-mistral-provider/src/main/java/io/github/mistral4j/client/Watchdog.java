package io.github.mistral4j.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the running watches every few milliseconds. Okio's own time-outs are kept in one queue for the whole JVM, whose
 * lock every call takes and whose thread nearly every call wakes; with many callers on few cores that is what they wait for.
 */
final class Watchdog implements Runnable {

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int IDLE_TICKS = 100;

    private static final Set<Watch> WATCHES = ConcurrentHashMap.newKeySet();
    private static volatile @Nullable Thread thread;

    private Watchdog() {}

    static void add(Watch watch) {
        WATCHES.add(watch);
        if (thread == null) {
            start();
        }
    }

    static void remove(Watch watch) {
        WATCHES.remove(watch);
    }

    private static synchronized void start() {
        if (thread == null) {
            Thread started = Threads.daemon(new Watchdog(), "mistral4j-watchdog");
            thread = started;
            started.start();
        }
    }

    /** Ends the thread unless a watch has come; a watch that comes after this starts a new one. */
    private static synchronized boolean stop() {
        thread = null;
        if (WATCHES.isEmpty()) {
            return true;
        }
        thread = Thread.currentThread();
        return false;
    }

    @Override
    public void run() {
        int idleTicks = 0;
        while (idleTicks < IDLE_TICKS || !stop()) {
            LockSupport.parkNanos(TICK_NANOS);
            idleTicks = WATCHES.isEmpty() ? idleTicks + 1 : 0;
            long now = System.nanoTime();
            WATCHES.removeIf(watch -> watch.expire(now));
        }
    }
}
