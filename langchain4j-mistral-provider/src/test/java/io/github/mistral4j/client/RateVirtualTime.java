package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.pace.Timing;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;

/**
 * Time for many callers over real sockets: it moves only by sleeping, and only when no request is under way and every caller
 * waits or has ended. So the pace does not depend on the machine.
 */
public final class RateVirtualTime implements Timing {

    private static final long LOOK_AGAIN_NANOS = 50_000;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger underWay = new AtomicInteger();
    private final List<Thread> callers = new CopyOnWriteArrayList<>();

    /** A client that lives in this time. */
    public MistralClientBuilder client() {
        OkHttpClient counting =
                new OkHttpClient.Builder().eventListener(new Count()).build();
        return MistralClient.builder().timing(this).okHttpClient(counting);
    }

    /** Starts a caller. */
    public Thread caller(Runnable task) {
        Thread thread = new Thread(task, "caller-" + callers.size());
        thread.setDaemon(true);
        callers.add(thread);
        return thread;
    }

    public void startAndJoin() throws InterruptedException {
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Clock clock() {
        return Clock.fixed(Instant.EPOCH.plusNanos(nanos()), ZoneOffset.UTC);
    }

    @Override
    public void sleep(long length) throws InterruptedException {
        while (!allElseIsQuiet()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        nanos.addAndGet(length);
    }

    @Override
    public double random() {
        return 0.5;
    }

    private boolean allElseIsQuiet() {
        return underWay.get() == 0
                && callers.stream().allMatch(caller -> caller == Thread.currentThread() || isQuiet(caller))
                && underWay.get() == 0;
    }

    private static boolean isQuiet(Thread caller) {
        return switch (caller.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            default -> false;
        };
    }

    private final class Count extends EventListener {

        @Override
        public void callStart(Call call) {
            underWay.incrementAndGet();
        }

        @Override
        public void callEnd(Call call) {
            underWay.decrementAndGet();
        }

        @Override
        public void callFailed(Call call, java.io.IOException e) {
            underWay.decrementAndGet();
        }
    }
}
