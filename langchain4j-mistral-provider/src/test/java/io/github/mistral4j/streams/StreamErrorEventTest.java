package io.github.mistral4j.streams;

import static io.github.mistral4j.testing.faults.Chunks.DONE;
import static io.github.mistral4j.testing.faults.Chunks.event;
import static io.github.mistral4j.testing.faults.Chunks.last;
import static io.github.mistral4j.testing.faults.Chunks.start;
import static io.github.mistral4j.testing.faults.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.langchain4j.exception.InternalServerException;
import io.github.mistral4j.MistralHttpException;
import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testing.faults.StreamTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** DESIGN.md S1: an event that says that something went wrong is the ending, in any shape and at any place. */
class StreamErrorEventTest {

    private static final Map<String, String> SHAPES = Map.of(
            "object error",
                    "{\"object\":\"error\",\"message\":\"Overloaded\",\"type\":\"internal_error_proxy\",\"code\":\"1000\"}",
            "object Error", "{\"object\":\"Error\",\"message\":\"Overloaded\"}",
            "nested error", "{\"error\":{\"message\":\"Overloaded\",\"code\":\"1000\"}}",
            "error text", "{\"error\":\"Overloaded\"}",
            "message", "{\"message\":\"Overloaded\",\"request_id\":\"1\"}",
            "detail", "{\"detail\":\"Overloaded\"}",
            "details", "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"Overloaded\",\"type\":\"t\"}]}",
            "choices null", "{\"choices\":null,\"message\":\"Overloaded\"}");

    static List<Arguments> an_error_event_is_the_ending() {
        List<Arguments> cases = new ArrayList<>();
        SHAPES.forEach((name, json) -> {
            cases.add(arguments(name + ", alone", event(json), ""));
            cases.add(arguments(name + ", with [DONE]", event(json) + DONE, ""));
            cases.add(arguments(name + ", without blank line", "data: " + json, ""));
            cases.add(arguments(name + ", in an event named error", "event: error\n" + event(json), ""));
            cases.add(arguments(name + ", after some text", start() + text("Hel") + event(json), "Hel"));
            cases.add(arguments(name + ", after text, with [DONE]", start() + text("Hel") + event(json) + DONE, "Hel"));
            cases.add(arguments(
                    name + ", before more text", text("Hel") + event(json) + last("lo", "stop") + DONE, "Hel"));
        });
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void an_error_event_is_the_ending(String shape, String body, String text) {
        RecordingHandler handler = StreamTrial.of(body);

        assertThat(handler.error())
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("Overloaded")
                .hasMessageNotContaining("{");
        assertThat(StreamEndingTest.partialTextOf(handler.error()))
                .isEqualTo(text)
                .isEqualTo(handler.text());
        assertThat(handler.endings()).isOne();
    }

    @Test
    void an_error_event_is_told_while_the_server_keeps_the_stream_open() {
        RecordingHandler handler = StreamTrial.of(connection -> {
            connection.readRequest();
            connection.sendStreamHead();
            connection.send(text("Hel") + event("{\"object\":\"error\",\"message\":\"Overloaded\"}"));
            connection.awaitClosedByClient();
        });

        assertThat(handler.error()).isInstanceOf(InternalServerException.class).hasMessageContaining("Overloaded");
    }

    @Test
    void code_and_type_of_an_error_event_can_be_read_from_the_cause() {
        RecordingHandler handler = StreamTrial.of(
                event(
                        "{\"object\":\"error\",\"message\":\"No\",\"type\":\"service_tier_capacity_exceeded\",\"code\":\"3505\"}"));

        MistralHttpException cause = (MistralHttpException) handler.error().getCause();
        assertThat(cause.code()).isEqualTo("3505");
        assertThat(cause.type()).isEqualTo("service_tier_capacity_exceeded");
    }

    @Test
    void an_error_that_is_null_is_none() {
        String body = text("Hel")
                + event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\"},"
                        + "\"finish_reason\":\"stop\"}],\"error\":null,\"detail\":null,\"message\":null}");

        assertThat(StreamTrial.of(body).response().aiMessage().text()).isEqualTo("Hello");
    }
}
