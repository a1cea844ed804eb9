package io.github.mistral4j.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.RateLimitException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import io.github.mistral4j.testing.faults.Trickle;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The status of an error is worth more than its body. */
class ErrorBodyTest {

    private static final String HEAD = "HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\n";

    @Test
    void an_error_body_that_stalls_does_not_hide_its_status() {
        assertThat(failure(connection -> {
                    connection.readRequest();
                    connection.send(HEAD + "Content-Length: 100\r\n\r\n{\"message\"");
                    connection.awaitClosedByClient();
                }))
                .isInstanceOf(RateLimitException.class)
                .hasMessage("HTTP 429 Too Many Requests with application/json and nothing readable in the body");
    }

    @Test
    void an_error_body_that_trickles_does_not_hide_its_status() {
        assertThat(failure(connection -> {
                    connection.readRequest();
                    connection.send(HEAD + "Content-Length: 100000\r\n\r\n");
                    Trickle.forEver(connection, " ", Duration.ofMillis(5));
                }))
                .isInstanceOf(RateLimitException.class);
    }

    @Test
    void an_error_that_is_complete_but_for_its_end_is_read() {
        assertThat(failure(connection -> {
                    connection.readRequest();
                    connection.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
                    connection.sendChunk("{\"object\":\"error\",\"message\":\"slow down\",\"code\":\"1300\"}");
                    connection.awaitClosedByClient();
                }))
                .hasMessage("slow down (HTTP 429, code 1300)");
    }

    @Test
    void an_error_body_that_is_cut_does_not_hide_its_status() {
        assertThat(failure(connection -> {
                    connection.readRequest();
                    connection.send(HEAD + "Content-Length: 100\r\n\r\n{");
                }))
                .isInstanceOf(RateLimitException.class);
    }

    @Test
    void a_short_plain_text_is_the_message() {
        assertThat(failure(answer("504 Gateway Timeout", "text/plain; charset=utf-8", "upstream request\n timeout\n")))
                .isInstanceOf(InternalServerException.class)
                .hasMessage("upstream request timeout (HTTP 504)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>no</html>", "", "\u0000\u0001 \uFFFD"})
    void what_is_no_plain_text_is_not(String body) {
        assertThat(failure(answer("504 Gateway Timeout", "text/plain", body)))
                .hasMessage("HTTP 504 Gateway Timeout with text/plain and nothing readable in the body");
    }

    @Test
    void the_reason_is_in_the_message_and_the_status_once() {
        assertThat(failure(answer("413 Request Entity Too Large", "text/html", "<h1>nginx</h1>")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("HTTP 413 Request Entity Too Large with text/html and nothing readable in the body");
    }

    @ParameterizedTest
    @CsvSource({
        "502 Bad Gateway, 502 Bad Gateway, 502 Bad Gateway",
        "504 Gateway Timeout, status code 504 from upstream, status code 504 from upstream",
        "503 Service Unavailable, no server of 503 is healthy, no server of 503 is healthy (HTTP 503)"
    })
    void a_status_that_the_text_says_is_said_once(String status, String text, String message) {
        assertThat(failure(answer(status, "text/plain", text))).hasMessage(message);
    }

    @Test
    void a_status_that_the_reason_says_is_said_once() {
        assertThat(failure(answer("413 413 Payload Too Large", "text/html", "")))
                .hasMessage("HTTP 413 Payload Too Large with text/html and nothing readable in the body");
    }

    @Test
    void a_reason_that_repeats_the_key_is_blacked_out() {
        assertThat(failure(answer("413 the-secret-key-of-this-test-1234 is bad", "text/html", "")))
                .hasMessageStartingWith("HTTP 413 ")
                .message()
                .doesNotContain("secret-key");
    }

    @Test
    void a_limit_that_is_reached_while_the_request_is_sent_says_so() {
        assertThat(failure(connection -> connection.awaitNothing(), "x".repeat(30_000_000), Duration.ofMillis(50)))
                .isInstanceOf(dev.langchain4j.exception.TimeoutException.class)
                .hasMessage("firstByteTimeout of 50 ms reached while the request was being sent");
    }

    @Test
    void an_answer_that_comes_while_the_server_reads_no_further_is_read() {
        assertThat(failure(
                        connection -> {
                            connection.send("HTTP/1.1 413 Payload Too Large\r\nContent-Type: text/plain\r\n"
                                    + "Content-Length: 22\r\n\r\nat most 1 MB, no more.");
                            connection.awaitNothing();
                        },
                        "x".repeat(16_000_000),
                        Duration.ofMinutes(1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("at most 1 MB");
    }

    @Test
    void a_server_that_answers_only_with_an_invitation_is_sent_the_whole_request() {
        assertThat(failure(
                        connection -> {
                            connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                            connection.readRequest();
                            connection.sendAnswer(400, "text/plain", "all was read");
                        },
                        "x".repeat(16_000_000),
                        Duration.ofMinutes(1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("all was read");
    }

    private static FaultScript answer(String status, String type, String body) {
        return connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                    + body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        };
    }

    private static LangChain4jException failure(FaultScript script) {
        return failure(script, "hello", Duration.ZERO);
    }

    private static LangChain4jException failure(FaultScript script, String prompt, Duration firstByte) {
        try (FaultServer server = FaultServer.start(script);
                MistralChatModel model = MistralChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("the-secret-key-of-this-test-1234")
                        .modelName("m")
                        .maxRetries(0)
                        .timeout(firstByte)
                        .build()) {
            return (LangChain4jException) catchThrowable(() -> model.chat(prompt));
        }
    }
}
