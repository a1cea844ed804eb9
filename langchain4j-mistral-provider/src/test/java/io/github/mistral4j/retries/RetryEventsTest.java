package io.github.mistral4j.retries;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.client.MistralApiException;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralConnectionException;
import io.github.mistral4j.client.RetryEvent;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Each retry is one log line and one call of the hook. */
class RetryEventsTest {

    private final WireServer server = WireServer.start();
    private final Logger logger = (Logger) LoggerFactory.getLogger(MistralClient.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final List<RetryEvent> events = new ArrayList<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void close() {
        logger.detachAppender(lines);
        server.close();
    }

    private String ask(Consumer<RetryEvent> hook) {
        try (var client = new RetryTiming()
                .client()
                .baseUrl(server.baseUrl())
                .apiKey("k")
                .onRetry(hook)
                .build()) {
            return MistralChatModel.builder()
                    .client(client)
                    .modelName("some-model")
                    .build()
                    .chat("hello");
        }
    }

    private List<String> warnings() {
        return lines.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                // Other test classes run at the same time and share the logger.
                .filter(line ->
                        line.getThreadName().equals(Thread.currentThread().getName()))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void one_line_and_one_event_for_each_retry() {
        server.answers(
                Answers.error(503),
                Answers.error(429, "2"),
                aResponse().withFault(Fault.EMPTY_RESPONSE).build());

        assertThat(ask(events::add)).isEqualTo("fine");

        assertThat(events).extracting(RetryEvent::retry).containsExactly(1, 2, 3);
        assertThat(events).extracting(RetryEvent::status).containsExactly(503, 429, null);
        assertThat(events)
                .extracting(RetryEvent::delay)
                .containsExactly(Duration.ofMillis(250), Duration.ofSeconds(2), Duration.ofSeconds(1));
        assertThat(events.get(0).cause()).isInstanceOf(MistralApiException.class);
        assertThat(events.get(2).cause()).isInstanceOf(MistralConnectionException.class);
        assertThat(warnings())
                .containsExactly(
                        "chat/completions model=some-model failed with HTTP 503, retry 1 in 250 ms",
                        "chat/completions model=some-model failed with HTTP 429, retry 2 in 2 s",
                        "chat/completions model=some-model failed with MistralConnectionException, retry 3 in 1 s");
    }

    @Test
    void no_line_and_no_event_without_a_retry() {
        server.answers(Answers.error(400));

        assertThat(catchThrowable(() -> ask(events::add))).isNotNull();
        assertThat(events).isEmpty();
        assertThat(warnings()).isEmpty();
    }

    @Test
    void a_hook_that_throws_does_not_end_the_call() {
        server.answers(Answers.error(503));

        assertThat(ask(event -> {
                    throw new IllegalStateException("hook");
                }))
                .isEqualTo("fine");
        assertThat(warnings()).hasSize(2);
    }
}
