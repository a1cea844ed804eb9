package io.github.mistral4j.client.internal.pace;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Time and chance, so that tests can set both. */
public interface Timing {

    Timing SYSTEM = new Timing() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }

        @Override
        public double random() {
            return ThreadLocalRandom.current().nextDouble();
        }
    };

    /** A time that only grows. */
    long nanos();

    /** For dates in {@code Retry-After}. */
    Clock clock();

    void sleep(long nanos) throws InterruptedException;

    /** 0 (inclusive) to 1 (exclusive). */
    double random();
}
