package io.github.mistral4j.retries;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.TimeoutException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.Streamed;
import io.github.mistral4j.requests.WireServer;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.FaultConnection;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R1: what is paid for already, or would come again, is not asked for twice. */
class NeverRetriedTest {

    private final WireServer server = WireServer.start();
    private final RetryTiming timing = new RetryTiming();

    @AfterEach
    void close() {
        server.close();
    }

    private String ask(String baseUrl, UnaryOperator<MistralClientBuilder> settings) {
        try (var client =
                settings.apply(timing.client().baseUrl(baseUrl).apiKey("k")).build()) {
            return MistralChatModel.builder()
                    .client(client)
                    .modelName("m")
                    .build()
                    .chat("hello");
        }
    }

    private Streamed stream() {
        try (var client = timing.client().baseUrl(server.baseUrl()).apiKey("k").build()) {
            return Streamed.of(
                    MistralStreamingChatModel.builder()
                            .client(client)
                            .modelName("m")
                            .build(),
                    "hello");
        }
    }

    static Stream<Named<ResponseDefinition>> brokenAnswers() {
        String whole = Answers.CHAT.formatted("a long answer that is cut somewhere");
        String cut = whole.substring(0, 120);
        return Stream.of(
                Named.of("not JSON", Answers.json(200, "{\"choices\": nope}").build()),
                Named.of("JSON of another kind", Answers.json(200, "{\"a\":1}").build()),
                Named.of("a list", Answers.json(200, "[]").build()),
                Named.of("empty", Answers.json(200, "").build()),
                Named.of(
                        "an error object",
                        Answers.json(200, "{\"object\":\"error\",\"message\":\"busy\"}")
                                .build()),
                Named.of("cut JSON", Answers.json(200, cut).build()),
                Named.of("status 202", Answers.json(202, "{}").build()),
                Named.of(
                        "shorter than Content-Length",
                        Answers.json(200, cut)
                                .withHeader("Content-Length", Integer.toString(whole.length()))
                                .build()),
                Named.of(
                        "chunked without an end",
                        aResponse()
                                .withHeader("Content-Type", "application/json")
                                .withFault(Fault.MALFORMED_RESPONSE_CHUNK)
                                .build()),
                Named.of(
                        "broken gzip",
                        Answers.json(200, "x")
                                .withHeader("Content-Encoding", "gzip")
                                .withBody("this is no gzip at all")
                                .build()));
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void an_answer_that_is_not_what_was_promised(ResponseDefinition answer) {
        server.answers(answer);

        assertThat(catchThrowable(() -> ask(server.baseUrl(), b -> b))).isInstanceOf(InternalServerException.class);
        assertThat(server.requests()).isEqualTo(1);
        assertThat(timing.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello"
            })
    void an_answer_that_is_not_http(String bytes) {
        try (FaultServer raw = FaultServer.start(connection -> {
            connection.readRequest();
            connection.send(bytes);
        })) {
            assertThat(catchThrowable(() -> ask(raw.baseUrl(), b -> b)))
                    .isInstanceOf(InternalServerException.class)
                    .hasMessageContaining("not valid HTTP");
            assertThat(raw.connections()).hasSize(1);
        }
    }

    @Test
    void a_time_out_of_the_first_byte() {
        String message = timeOut(FaultConnection::awaitClosedByClient, b -> b.firstByteTimeout(Duration.ofMillis(100)));

        assertThat(message).contains("firstByteTimeout of 100 ms");
    }

    @Test
    void a_time_out_of_the_body() {
        String message = timeOut(
                connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{");
                    connection.awaitClosedByClient();
                },
                b -> b.idleTimeout(Duration.ofMillis(100)));

        assertThat(message).contains("idleTimeout of 100 ms");
    }

    private String timeOut(FaultScript script, UnaryOperator<MistralClientBuilder> settings) {
        try (FaultServer silent = FaultServer.start(script)) {
            Throwable failure = catchThrowable(() -> ask(silent.baseUrl(), settings));
            assertThat(failure).isInstanceOf(TimeoutException.class);
            Eventually.that(
                    "the server has taken what came",
                    () -> !silent.connections().isEmpty());
            assertThat(silent.connections()).hasSize(1);
            return failure.getMessage();
        }
    }

    @Test
    void a_stream_that_breaks_after_its_first_event() {
        server.answers(Answers.events("data: " + Answers.chunk("half", "null") + "\n\n")
                .build());

        Streamed streamed = stream();

        assertThat(streamed.error()).isInstanceOf(InternalServerException.class);
        assertThat(streamed.text()).isEqualTo("half");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void a_stream_that_is_empty() {
        server.answers(Answers.events("").build());

        assertThat(stream().error()).isInstanceOf(InternalServerException.class);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void a_stream_is_repeated_before_its_first_event() {
        server.answers(
                Answers.error(503),
                aResponse().withFault(Fault.EMPTY_RESPONSE).build(),
                Answers.error(429, "1"),
                Answers.stream("a", "b"));

        Streamed streamed = stream();

        assertThat(streamed.failed()).isFalse();
        assertThat(streamed.text()).isEqualTo("ab");
        assertThat(server.requests()).isEqualTo(4);
    }

    @Test
    void a_connection_that_breaks_before_the_answer_is_repeated() {
        server.answers(aResponse().withFault(Fault.EMPTY_RESPONSE).build());

        assertThat(ask(server.baseUrl(), b -> b)).isEqualTo("fine");
        assertThat(timing.sleeps()).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void a_pooled_connection_that_the_server_closed_is_not_used_and_no_failure() {
        try (FaultServer raw = FaultServer.start(connection -> {
                    connection.readRequest();
                    connection.sendAnswer(200, "application/json", Answers.CHAT.formatted("raw"));
                });
                var client = timing.client()
                        .baseUrl(raw.baseUrl())
                        .apiKey("k")
                        .maxRetries(0)
                        .build()) {
            MistralChatModel model =
                    MistralChatModel.builder().client(client).modelName("m").build();
            model.chat("hello");
            Eventually.that("the server has hung up", () -> raw.openConnections() == 0);

            assertThat(model.chat("hello")).isEqualTo("raw");
            assertThat(raw.connections()).hasSize(2);
            assertThat(timing.sleeps()).isEmpty();
        }
    }
}
