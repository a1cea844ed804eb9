package io.github.mistral4j.retries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralHttpException;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.client.RetryEvent;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R1: when the repeats leave. */
class RetryScheduleTest {

    private final WireServer server = WireServer.start();
    private final RetryTiming timing = new RetryTiming();
    private final List<RetryEvent> events = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private String ask(UnaryOperator<MistralClientBuilder> settings) {
        MistralClientBuilder builder =
                timing.client().baseUrl(server.baseUrl()).apiKey("k").onRetry(events::add);
        try (var client = settings.apply(builder).build()) {
            return MistralChatModel.builder()
                    .client(client)
                    .modelName("m")
                    .build()
                    .chat("hello");
        }
    }

    private List<Duration> eventDelays() {
        return events.stream().map(RetryEvent::delay).toList();
    }

    @Test
    void doubles_from_half_a_second_to_thirty_seconds() {
        timing.random(0.5);
        server.otherwise(request -> Answers.error(500));

        Throwable failure = catchThrowable(() -> ask(b -> b.maxRetries(9).maxRetryDuration(Duration.ofHours(1))));

        assertThat(failure).isInstanceOf(InternalServerException.class);
        assertThat(timing.sleeps())
                .containsExactly(millis(250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000));
        assertThat(eventDelays()).isEqualTo(timing.sleeps());
    }

    @ParameterizedTest
    @CsvSource({"0.0, 0, 0", "0.25, 125, 250", "0.999, 499, 999"})
    void jitters_from_nothing_to_all(double chance, long first, long second) {
        timing.random(chance);
        server.answers(Answers.error(503), Answers.error(503));

        assertThat(ask(b -> b)).isEqualTo("fine");
        assertThat(eventDelays().stream().map(Duration::toMillis)).containsExactly(first, second);
    }

    @ParameterizedTest
    @CsvSource({"7, 7000", "1.5, 1500", "0.25, 250", "0, 0", "00, 0", "0.0, 0", ".5, 500"})
    void waits_as_many_seconds_as_the_server_says(String retryAfter, long millis) {
        server.answers(Answers.error(503, retryAfter));

        assertThat(ask(b -> b)).isEqualTo("fine");
        assertThat(eventDelays()).containsExactly(millis(millis));
        assertThat(timing.sleeps().stream().mapToLong(Duration::toMillis).sum()).isEqualTo(millis);
    }

    @Test
    void waits_until_the_date_that_the_server_says() {
        server.answers(Answers.error(503, date(RetryTiming.START.plusSeconds(42))));

        assertThat(ask(b -> b)).isEqualTo("fine");
        assertThat(timing.sleeps()).containsExactly(Duration.ofSeconds(42));
    }

    @Test
    void does_not_wait_for_a_date_that_has_passed() {
        server.answers(Answers.error(503, date(RetryTiming.START.minusSeconds(5))));

        assertThat(ask(b -> b)).isEqualTo("fine");
        assertThat(eventDelays()).containsExactly(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "5 minutes", "Tue, 99 Foo 2026 12:00:00 GMT", "NaN", "1e", ""})
    void backs_off_by_itself_where_the_header_is_unreadable(String retryAfter) {
        server.answers(Answers.error(503, retryAfter));

        assertThat(ask(b -> b)).isEqualTo("fine");
        assertThat(timing.sleeps()).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void a_refusal_waits_as_long_as_the_server_says() {
        server.answers(Answers.error(429, "3"), Answers.error(429, date(RetryTiming.START.plusSeconds(10))));

        assertThat(ask(b -> b)).isEqualTo("fine");
        assertThat(timing.sleeps()).containsExactly(millis(3_000, 7_000));
        assertThat(eventDelays()).isEqualTo(timing.sleeps());
    }

    @ParameterizedTest
    @CsvSource({"503, 121", "429, 121", "503, 99999999999999999999", "429, 1e30"})
    void fails_at_once_when_the_server_asks_for_more_than_max_retry_duration(int status, String retryAfter) {
        server.answers(Answers.error(status, retryAfter));

        Throwable failure = catchThrowable(() -> ask(b -> b));

        assertThat(failure)
                .isInstanceOf(status == 429 ? RateLimitException.class : InternalServerException.class)
                .hasMessageContaining("it is " + status)
                .hasMessageContaining("maxRetryDuration of 120 s");
        assertThat(failure.getCause()).isInstanceOfSatisfying(MistralHttpException.class, http -> {
            assertThat(http.statusCode()).isEqualTo(status);
            assertThat(http.retryAfter()).isGreaterThan(Duration.ofSeconds(120));
        });
        assertThat(timing.sleeps()).isEmpty();
        assertThat(server.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void the_hook_hears_of_no_retry_that_does_not_happen(int status) {
        server.answers(Answers.error(status, "3600"));

        assertThat(catchThrowable(() -> ask(b -> b))).hasMessageContaining("maxRetryDuration");
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void the_waiting_of_a_call_adds_up(int status) {
        server.otherwise(request -> Answers.error(status, "25"));

        Throwable failure = catchThrowable(() -> ask(b -> b.maxRetries(10).maxRetryDuration(Duration.ofSeconds(60))));

        assertThat(failure).hasMessageContaining("maxRetryDuration of 60 s");
        assertThat(timing.sleeps()).containsExactly(millis(25_000, 25_000));
        assertThat(server.requests()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void waiting_counts_against_the_call_timeout_and_says_so(int status) {
        server.otherwise(request -> Answers.error(status, "4"));

        Throwable failure = catchThrowable(() -> ask(b -> b.maxRetries(10).callTimeout(Duration.ofSeconds(10))));

        assertThat(failure)
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("callTimeout of 10 s")
                .hasMessageContaining("wait 4 s");
        assertThat(failure.getCause())
                .isInstanceOfSatisfying(
                        MistralHttpException.class,
                        http -> assertThat(http.statusCode()).isEqualTo(status));
        assertThat(timing.sleeps()).containsExactly(millis(4_000, 4_000));
    }

    private static String date(java.time.Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(ZoneOffset.UTC));
    }

    private static Duration[] millis(long... values) {
        return java.util.Arrays.stream(values).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
