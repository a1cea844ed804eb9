package io.github.mistral4j.client.internal.net;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Lets a few calls at a time look for a connection. OkHttp (5.5.1) asks all that it keeps, one monitor after the other: with hundreds
 * of callers and connections most of the time is spent on these, and since monitors are not fair, a caller may wait at them for many
 * seconds where no time limit reaches it.
 *
 * <p>Whoever comes while a place is free takes it, before those that are still waking up: handing places over in order costs a switch
 * of threads for each call, which halves the calls of 64 callers on 2 cores. It ends as soon as one has waited for long.
 */
final class Turns implements Interceptor {

    private static final long LONG_MILLIS = 250;

    private final Semaphore places;
    private final AtomicInteger waitingForLong = new AtomicInteger();

    Turns() {
        this(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));
    }

    Turns(int places) {
        this.places = new Semaphore(places);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Passage passage = chain.request().tag(Passage.class);
        if (passage == null) {
            return chain.proceed(chain.request());
        }
        passage.turn().await(this);
        try {
            return chain.proceed(chain.request());
        } finally {
            passage.turn().over();
        }
    }

    /** Takes a free place, unless somebody has waited for long. */
    boolean take() {
        return waitingForLong.get() == 0 && places.tryAcquire();
    }

    void await() throws InterruptedException {
        if (places.tryAcquire(LONG_MILLIS, TimeUnit.MILLISECONDS)) {
            return;
        }
        waitingForLong.incrementAndGet();
        try {
            places.acquire();
        } finally {
            waitingForLong.decrementAndGet();
        }
    }

    void release() {
        places.release();
    }

    int free() {
        return places.availablePermits();
    }

    /** How many have waited for long. */
    int waitingForLong() {
        return waitingForLong.get();
    }
}
