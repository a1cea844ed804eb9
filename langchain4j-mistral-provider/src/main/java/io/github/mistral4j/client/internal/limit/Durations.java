package io.github.mistral4j.client.internal.limit;

import java.time.Duration;

/** Durations of any length, as text and as nanoseconds. */
public final class Durations {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Durations() {}

    public static String text(Duration duration) {
        if (duration.compareTo(LONGEST) > 0) {
            return duration.toDays() + " days";
        }
        long millis = duration.toMillis();
        if (millis == 0 && !duration.isZero()) {
            return duration.toNanos() / 1_000 + " µs";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis < 1_000 ? millis + " ms" : millis / 1_000.0 + " s";
    }

    /** Nanoseconds, at most what a long holds; {@link Duration#toNanos()} throws from 292 years on. */
    public static long nanos(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? Long.MAX_VALUE / 2 : duration.toNanos();
    }
}
