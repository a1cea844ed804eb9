package io.github.mistral4j.testing.faults;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what must come, far longer than it takes, and says what did not. */
public final class Eventually {

    public static final long SECONDS = 20;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Eventually() {}

    public static void that(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("within " + SECONDS + " s it never came to this: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
