package io.github.mistral4j.client;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** {@code Retry-After}: whole or decimal seconds, or an HTTP date. */
final class RetryAfter {

    private RetryAfter() {}

    static @Nullable Duration parse(String value, Clock clock) {
        String text = value.trim();
        if (!text.isEmpty() && (Character.isDigit(text.charAt(0)) || text.charAt(0) == '.')) {
            return seconds(text);
        }
        try {
            Instant at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            Duration wait = Duration.between(clock.instant(), at);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Duration seconds(String text) {
        try {
            double seconds = Double.parseDouble(text);
            return seconds > 1e9 ? Duration.ofSeconds(1_000_000_000) : Duration.ofNanos((long) (seconds * 1e9));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
