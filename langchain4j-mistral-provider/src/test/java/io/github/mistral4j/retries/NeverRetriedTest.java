package io.github.mistral4j.retries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.TimeoutException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.Streamed;
import io.github.mistral4j.requests.WireServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
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

    static Stream<Named<MockResponse>> brokenAnswers() {
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
                                .setHeader("Content-Length", whole.length())
                                .onResponseEnd(new SocketEffect.CloseSocket())
                                .build()),
                Named.of(
                        "chunked without an end",
                        new MockResponse.Builder()
                                .addHeader("Content-Type", "application/json")
                                .chunkedBody(whole, 50)
                                .onResponseBody(new SocketEffect.CloseSocket())
                                .build()),
                Named.of(
                        "broken gzip",
                        Answers.json(200, "x")
                                .addHeader("Content-Encoding", "gzip")
                                .body(new Buffer().writeUtf8("this is no gzip at all"))
                                .build()));
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void anAnswerThatIsNotWhatWasPromised(MockResponse answer) {
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
    void anAnswerThatIsNotHttp(String bytes) {
        try (RawServer raw = new RawServer(bytes)) {
            assertThat(catchThrowable(() -> ask(raw.baseUrl(), b -> b)))
                    .isInstanceOf(InternalServerException.class)
                    .hasMessageContaining("not valid HTTP");
            assertThat(raw.requests()).isEqualTo(1);
        }
    }

    @Test
    void aTimeOutOfTheFirstByte() {
        server.answers(Answers.chat("late")
                .newBuilder()
                .headersDelay(20, TimeUnit.SECONDS)
                .build());

        assertThat(catchThrowable(() -> ask(server.baseUrl(), b -> b.firstByteTimeout(Duration.ofMillis(100)))))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("firstByteTimeout of 100 ms");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aTimeOutOfTheBody() {
        server.answers(Answers.chat("late")
                .newBuilder()
                .bodyDelay(20, TimeUnit.SECONDS)
                .build());

        assertThat(catchThrowable(() -> ask(server.baseUrl(), b -> b.idleTimeout(Duration.ofMillis(100)))))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("idleTimeout of 100 ms");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aStreamThatBreaksAfterItsFirstEvent() {
        server.answers(Answers.events("data: " + Answers.chunk("half", "null") + "\n\n")
                .build());

        Streamed streamed = stream();

        assertThat(streamed.error()).isInstanceOf(InternalServerException.class);
        assertThat(streamed.text()).isEqualTo("half");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aStreamThatIsEmpty() {
        server.answers(Answers.events("").build());

        assertThat(stream().error()).isInstanceOf(InternalServerException.class);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aStreamIsRepeatedBeforeItsFirstEvent() {
        server.answers(
                Answers.error(503),
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build(),
                Answers.error(429, "1"),
                Answers.stream("a", "b"));

        Streamed streamed = stream();

        assertThat(streamed.failed()).isFalse();
        assertThat(streamed.text()).isEqualTo("ab");
        assertThat(server.requests()).isEqualTo(4);
    }

    @Test
    void aConnectionThatBreaksBeforeTheAnswerIsRepeated() {
        server.answers(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        assertThat(ask(server.baseUrl(), b -> b)).isEqualTo("fine");
        assertThat(timing.sleeps()).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void aPooledConnectionThatTheServerClosedIsNotUsedAndNoFailure() throws InterruptedException {
        String body = Answers.CHAT.formatted("raw");
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        try (RawServer raw = new RawServer(answer);
                var client = timing.client()
                        .baseUrl(raw.baseUrl())
                        .apiKey("k")
                        .maxRetries(0)
                        .build()) {
            MistralChatModel model =
                    MistralChatModel.builder().client(client).modelName("m").build();
            model.chat("hello");
            raw.awaitHungUp();

            assertThat(model.chat("hello")).isEqualTo("raw");
            assertThat(raw.requests()).isEqualTo(2);
            assertThat(timing.sleeps()).isEmpty();
        }
    }
}
