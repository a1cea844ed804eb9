package io.github.mistral4j.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The four limits of a call; null or zero is none. */
record TimeLimits(
        Duration connect,
        Duration firstByte,
        Duration idle,
        @Nullable Duration call) {

    static final TimeLimits DEFAULT =
            new TimeLimits(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(2), null);
}
