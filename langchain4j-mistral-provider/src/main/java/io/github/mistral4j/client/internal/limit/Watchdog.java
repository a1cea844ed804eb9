package io.github.mistral4j.client.internal.limit;

import io.github.mistral4j.client.internal.threads.Threads;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the running watches every few milliseconds. Okio's own time-outs are kept in one queue for the whole JVM, whose
 * lock every call takes and whose thread nearly every call wakes; with many callers on few cores that is what they wait for.
 *
 * <p>Ending an exchange calls code of the application (OkHttp's event listeners), which may throw or never return: each is ended
 * on a thread of a pool, so that it holds up no other. What cannot be handed over, for lack of memory perhaps, is tried again.
 */
final class Watchdog implements Runnable {

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int IDLE_TICKS = 100;
    private static final int MOST_ENDING = 4_096;

    private static final Set<Watch> WATCHES = ConcurrentHashMap.newKeySet();
    private static final ExecutorService ENDING = new ThreadPoolExecutor(
            0,
            MOST_ENDING,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> Threads.daemon(task, "mistral4j-time-is-up"));
    /** Guarded by the class for writing. */
    private static volatile @Nullable Thread thread;

    private Watchdog() {}

    static void add(Watch watch) {
        WATCHES.add(watch);
        if (thread == null) {
            try {
                start();
            } catch (Error e) {
                WATCHES.remove(watch);
                throw e;
            }
        }
    }

    static void remove(Watch watch) {
        WATCHES.remove(watch);
    }

    private static synchronized void start() {
        if (thread == null) {
            Thread started = Threads.daemon(new Watchdog(), "mistral4j-watchdog");
            started.start();
            thread = started;
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
            try {
                idleTicks = WATCHES.isEmpty() ? idleTicks + 1 : 0;
                long now = System.nanoTime();
                for (Watch watch : WATCHES) {
                    look(watch, now);
                }
            } catch (Throwable e) {
                // Memory may be back at the next tick, and no other thread does this.
                idleTicks = 0;
            }
        }
    }

    // What goes wrong with one is tried again at the next tick and keeps nobody from looking at the others.
    private static void look(Watch watch, long now) {
        try {
            if (watch.isOver(now)) {
                ENDING.execute(() -> end(watch));
                WATCHES.remove(watch);
            }
        } catch (Throwable e) {
            // Such as no memory for a thread.
        }
    }

    private static void end(Watch watch) {
        try {
            watch.end();
        } catch (Throwable e) {
            // Nobody is there to hear of it; the call itself ends with its time-out.
        }
    }
}
