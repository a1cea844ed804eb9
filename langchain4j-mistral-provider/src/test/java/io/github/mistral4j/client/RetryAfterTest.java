package io.github.mistral4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void a_date_is_measured_by_the_date_of_the_answer() {
        assertThat(after(Map.of(
                        "Date", "Tue, 24 Nov 2026 13:00:00 GMT",
                        "Retry-After", "Tue, 24 Nov 2026 13:00:02 GMT")))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(after(Map.of(
                        "Date", "Tue, 24 Nov 2026 11:00:00 GMT",
                        "Retry-After", "Tue, 24 Nov 2026 11:00:02 GMT")))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_date_is_measured_by_our_clock_where_the_answer_has_none() {
        assertThat(after(Map.of("Retry-After", "Tue, 24 Nov 2026 12:00:05 GMT")))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(after(Map.of("Date", "yesterday", "Retry-After", "Tue, 24 Nov 2026 11:00:05 GMT")))
                .isEqualTo(Duration.ZERO);
    }

    /** RFC 9110, section 5.6.7: "a recipient that parses a timestamp value in an HTTP field MUST accept all three". */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tue, 24 Nov 2026 12:00:05 GMT",
                "tue, 24 nov 2026 12:00:05 gmt",
                "Tuesday, 24-Nov-26 12:00:05 GMT",
                "Tue, 24-Nov-2026 12:00:05 GMT",
                "Tue Nov 24 12:00:05 2026",
                "24 Nov 2026 12:00:05 GMT",
                "2026-11-24T12:00:05Z"
            })
    void a_date_may_have_any_form_that_servers_send(String date) {
        assertThat(after(Map.of("Retry-After", date))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_unit_behind_the_seconds_does_not_make_them_unreadable() {
        assertThat(after(Map.of("Retry-After", "7s"))).isEqualTo(Duration.ofSeconds(7));
        assertThat(after(Map.of("Retry-After", " 7 "))).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void milliseconds_win_and_may_have_a_fraction() {
        assertThat(after(Map.of("retry-after-ms", "1500", "Retry-After", "7"))).isEqualTo(Duration.ofMillis(1_500));
        assertThat(after(Map.of("retry-after-ms", "0.5"))).isEqualTo(Duration.ofNanos(500_000));
        assertThat(after(Map.of("retry-after-ms", "soon", "Retry-After", "7"))).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void what_is_no_wait_is_none() {
        assertThat(after(Map.of("Retry-After", "-3"))).isNull();
        assertThat(after(Map.of("Retry-After", "NaN"))).isNull();
        assertThat(after(Map.of("Retry-After", "soon"))).isNull();
        assertThat(after(Map.of("Retry-After", "1e300"))).isEqualTo(Duration.ofSeconds(1_000_000_000));
    }

    private static Duration after(Map<String, String> headers) {
        return ResponseInfo.of(429, headers).retryAfter(CLOCK);
    }
}
