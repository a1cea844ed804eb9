package io.github.mistral4j.streams;

import static io.github.mistral4j.testing.faults.Chunks.DONE;
import static io.github.mistral4j.testing.faults.Chunks.event;
import static io.github.mistral4j.testing.faults.Chunks.last;
import static io.github.mistral4j.testing.faults.Chunks.lastChunk;
import static io.github.mistral4j.testing.faults.Chunks.start;
import static io.github.mistral4j.testing.faults.Chunks.text;
import static io.github.mistral4j.testing.faults.Chunks.textChunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.github.mistral4j.MistralHttpException;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testing.faults.StreamTrial;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** DESIGN.md S1: exactly one ending, and the right one, whatever the server does. */
class StreamEndingTest {

    static Stream<Arguments> complete() {
        String hello = start() + text("Hel");
        return Stream.of(
                arguments("[DONE] after finish_reason", hello + last("lo", "stop") + DONE),
                arguments("end of body after finish_reason", hello + last("lo", "stop")),
                arguments("end of body without a blank line", hello + "data: " + lastChunk("lo", "stop")),
                arguments("end of body in the middle of [DONE]", hello + last("lo", "stop") + "data: [DO"),
                arguments("end of body in the middle of an event", hello + last("lo", "stop") + "data: {\"choi"),
                arguments(
                        "finish_reason in a chunk of its own",
                        hello
                                + text("lo")
                                + event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")),
                arguments(
                        "usage in a chunk without choices",
                        hello
                                + last("lo", "stop")
                                + event("{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":3}}")
                                + DONE),
                arguments(
                        "a comment between finish_reason and the end", hello + last("lo", "stop") + ": bye\n\n" + DONE),
                arguments("an error after [DONE]", hello + last("lo", "stop") + DONE + event("{\"object\":\"error\"}")),
                arguments("another answer after [DONE]", hello + last("lo", "stop") + DONE + text("!") + DONE),
                arguments("no JSON after [DONE]", hello + last("lo", "stop") + DONE + "data: nonsense\n\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void complete(String server, String body) {
        RecordingHandler handler = StreamTrial.of(body);

        ChatResponse response = handler.response();
        assertThat(response.aiMessage().text()).isEqualTo("Hello").isEqualTo(handler.text());
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.id()).isEqualTo("7bfa");
        assertThat(handler.endings()).isOne();
    }

    static Stream<Arguments> cut() {
        return Stream.of(
                arguments("end of body after some text", start() + text("Hello")),
                arguments("[DONE] after some text", start() + text("Hello") + DONE),
                arguments("end of body in the middle of an event", start() + text("Hello") + "data: {\"id\":\"7b"),
                arguments("end of body without a blank line", start() + "data: " + textChunk("Hello")),
                arguments("end of body in the middle of the line end", start() + text("Hello") + "data: {}\r"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void cut(String server, String body) {
        RecordingHandler handler = StreamTrial.of(body);

        assertThat(handler.error())
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("cut")
                .hasMessageContaining("finish_reason");
        assertThat(partialTextOf(handler.error())).isEqualTo("Hello").isEqualTo(handler.text());
        assertThat(handler.endings()).isOne();
    }

    @Test
    void a_finish_reason_of_error_is_an_error_with_what_had_arrived() {
        RecordingHandler handler = StreamTrial.of(start() + text("Hel") + last("lo", "error") + DONE);

        assertThat(handler.error())
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("finish_reason: error");
        assertThat(partialTextOf(handler.error())).isEqualTo("Hello").isEqualTo(handler.text());
    }

    @Test
    void a_reset_before_the_finish_reason_is_an_error_with_what_had_arrived() {
        RecordingHandler handler = new RecordingHandler();
        StreamTrial.of(resetAfter(start() + text("Hello"), handler, "Hello"), handler);

        assertThat(handler.error()).isInstanceOf(InternalServerException.class).hasMessageContaining("broke");
        assertThat(partialTextOf(handler.error())).isEqualTo(handler.text());
    }

    @Test
    void a_reset_after_the_finish_reason_is_completion() {
        RecordingHandler handler = new RecordingHandler();
        StreamTrial.of(resetAfter(start() + text("Hel") + last("lo", "stop"), handler, "Hello"), handler);

        assertThat(handler.response().aiMessage().text()).isEqualTo("Hello");
        assertThat(handler.endings()).isOne();
    }

    @Test
    void a_chunked_body_that_breaks_off_after_the_finish_reason_is_completion() {
        RecordingHandler handler = StreamTrial.of(connection -> {
            connection.readRequest();
            connection.sendChunkedHead("text/event-stream");
            connection.sendChunk(start() + text("Hel") + last("lo", "stop"));
        });

        assertThat(handler.response().aiMessage().text()).isEqualTo("Hello");
        assertThat(handler.endings()).isOne();
    }

    @Test
    void a_chunked_body_that_breaks_off_before_the_finish_reason_is_an_error() {
        RecordingHandler handler = StreamTrial.of(connection -> {
            connection.readRequest();
            connection.sendChunkedHead("text/event-stream");
            connection.sendChunk(start() + text("Hello"));
        });

        assertThat(handler.error()).isInstanceOf(InternalServerException.class);
        assertThat(partialTextOf(handler.error())).isEqualTo("Hello");
        assertThat(handler.endings()).isOne();
    }

    // A reset may take bytes with it that the client has not read, so it waits for them to arrive.
    private static FaultScript resetAfter(String body, RecordingHandler handler, String text) {
        return connection -> {
            connection.readRequest();
            connection.sendStreamHead();
            connection.send(body);
            Eventually.that(text + " has arrived", () -> handler.text().equals(text));
            connection.reset();
        };
    }

    static String partialTextOf(Throwable error) {
        assertThat(error).hasCauseInstanceOf(MistralHttpException.class);
        ChatResponse partial = ((MistralHttpException) error.getCause()).partialResponse();
        assertThat(partial).as("partialResponse of %s", error).isNotNull();
        return partial.aiMessage().text();
    }
}
