package io.github.mistral4j.client.internal.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The four limits of a call; zero, or null for the whole call, is none. */
public record TimeLimits(
        Duration connect,
        Duration firstByte,
        Duration idle,
        @Nullable Duration call) {

    public static final TimeLimits DEFAULT =
            new TimeLimits(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(2), null);

    public TimeLimits withConnect(Duration limit) {
        return new TimeLimits(limit, firstByte, idle, call);
    }

    public TimeLimits withFirstByte(Duration limit) {
        return new TimeLimits(connect, limit, idle, call);
    }

    public TimeLimits withIdle(Duration limit) {
        return new TimeLimits(connect, firstByte, limit, call);
    }

    public TimeLimits withCall(@Nullable Duration limit) {
        return new TimeLimits(connect, firstByte, idle, limit);
    }
}
