package io.github.mistral4j.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The four limits of a call; zero, or null for the whole call, is none. */
record TimeLimits(
        Duration connect,
        Duration firstByte,
        Duration idle,
        @Nullable Duration call) {

    static final TimeLimits DEFAULT =
            new TimeLimits(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(2), null);

    TimeLimits withConnect(Duration limit) {
        return new TimeLimits(limit, firstByte, idle, call);
    }

    TimeLimits withFirstByte(Duration limit) {
        return new TimeLimits(connect, limit, idle, call);
    }

    TimeLimits withIdle(Duration limit) {
        return new TimeLimits(connect, firstByte, limit, call);
    }

    TimeLimits withCall(@Nullable Duration limit) {
        return new TimeLimits(connect, firstByte, idle, limit);
    }

    Duration of(TimeLimit limit) {
        return switch (limit) {
            case CONNECT -> connect;
            case FIRST_BYTE -> firstByte;
            case IDLE -> idle;
            case CALL -> call == null ? Duration.ZERO : call;
        };
    }
}
