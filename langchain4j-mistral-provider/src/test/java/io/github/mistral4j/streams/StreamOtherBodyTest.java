package io.github.mistral4j.streams;

import static io.github.mistral4j.testing.faults.Chunks.DONE;
import static io.github.mistral4j.testing.faults.Chunks.last;
import static io.github.mistral4j.testing.faults.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.langchain4j.exception.InternalServerException;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testing.faults.StreamTrial;
import io.github.mistral4j.testing.faults.Trickle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** DESIGN.md S1: status 200 with something else than a stream of events. */
class StreamOtherBodyTest {

    private static final String JSON_ERROR = "{\"object\":\"error\",\"message\":\"Overloaded\",\"code\":\"1000\"}";

    static Stream<Arguments> an_error_in_JSON_is_told_with_its_message() {
        return Stream.of(
                arguments("object", "application/json", JSON_ERROR),
                arguments("on several lines", "application/json", "\r\n {\n \"detail\": \"Overloaded\"\n}\n"),
                arguments("that calls itself a stream", "text/event-stream", JSON_ERROR),
                arguments("nested", "application/json", "{\"error\":{\"message\":\"Overloaded\"}}"),
                arguments("with a byte order mark", "application/json", "\uFEFF" + JSON_ERROR));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void an_error_in_JSON_is_told_with_its_message(String name, String contentType, String body) {
        assertThat(StreamTrial.of(answer(contentType, body)).error())
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("Overloaded")
                .hasMessageNotContaining("{");
    }

    static Stream<Arguments> another_body_is_an_error_that_does_not_repeat_it() {
        return Stream.of(
                arguments("HTML", "text/html", "<!DOCTYPE html><html><body>secret</body></html>"),
                arguments("HTML after blank lines", "text/html", "\n\n  <html>secret</html>"),
                arguments("plain text", "text/plain", "secret upstream connect error"),
                arguments("a list", "application/json", "[\"secret\"]"),
                arguments("a whole answer", "application/json", "{\"id\":\"1\",\"choices\":[{\"secret\":1}]}"),
                arguments("JSON that is cut", "application/json", "{\"secret\":\"Overl"),
                arguments("nothing", "text/event-stream", ""),
                arguments("blank lines", "text/event-stream", "\n\r\n\r\n"),
                arguments("comments", "text/event-stream", ": secret\n\n: secret\n\n"),
                arguments("[DONE]", "text/event-stream", DONE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void another_body_is_an_error_that_does_not_repeat_it(String name, String contentType, String body) {
        RecordingHandler handler = StreamTrial.of(answer(contentType, body));

        assertThat(handler.error())
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("stream of events")
                .hasMessageNotContaining("secret");
        assertThat(handler.endings()).isOne();
    }

    @Test
    void the_error_of_a_server_that_breaks_off_behind_it_is_told() {
        RecordingHandler handler = StreamTrial.of(connection -> {
            connection.readRequest();
            connection.sendChunkedHead("application/json");
            connection.sendChunk(JSON_ERROR);
        });

        assertThat(handler.error()).isInstanceOf(InternalServerException.class).hasMessageContaining("Overloaded");
    }

    @Test
    void an_error_whose_body_stalls_or_trickles_is_told_soon() {
        assertThat(StreamTrial.of(connection -> {
                            connection.readRequest();
                            connection.sendChunkedHead("application/json");
                            connection.sendChunk(JSON_ERROR);
                            connection.awaitClosedByClient();
                        })
                        .error())
                .hasMessageContaining("Overloaded");
        assertThat(StreamTrial.of(connection -> {
                            connection.readRequest();
                            connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + JSON_ERROR);
                            Trickle.forEver(connection, " ", Duration.ofMillis(5));
                        })
                        .error())
                .hasMessageContaining("Overloaded");
    }

    @Test
    void a_status_204_is_an_error() {
        RecordingHandler handler = StreamTrial.of(
                FaultScript.answer("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

        assertThat(handler.error()).isInstanceOf(InternalServerException.class);
    }

    @Test
    void events_under_the_wrong_content_type_are_read() {
        RecordingHandler handler =
                StreamTrial.of(answer("application/octet-stream", text("Hel") + last("lo", "stop") + DONE));

        assertThat(handler.response().aiMessage().text()).isEqualTo("Hello");
    }

    private static FaultScript answer(String contentType, String body) {
        return connection -> {
            connection.readRequest();
            connection.sendAnswer(200, contentType, body);
        };
    }
}
