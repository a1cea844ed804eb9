package io.github.mistral4j.streams;

import static io.github.mistral4j.testing.faults.Chunks.DONE;
import static io.github.mistral4j.testing.faults.Chunks.event;
import static io.github.mistral4j.testing.faults.Chunks.last;
import static io.github.mistral4j.testing.faults.Chunks.parts;
import static io.github.mistral4j.testing.faults.Chunks.start;
import static io.github.mistral4j.testing.faults.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testing.faults.StreamTrial;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DESIGN.md S2: a chunk that cannot be read is an error, one that holds something new is not. */
class StreamChunkTest {

    private static final String[] NO_CHUNKS = {
        "nonsense",
        "<html>",
        "{\"choices\":[",
        "{\"choices\":[}]}",
        "{} {",
        "{}x",
        "[1,2]",
        "\"text\"",
        "42",
        "true",
        "tru",
        "nul",
        "{\"choices\":[{\"delta\":{\"content\":\"\u0001\"}}]}",
        "{\"a\":1,}",
        "{'a':1}"
    };

    static Stream<String> a_chunk_that_is_not_a_JSON_object_is_an_error() {
        return Stream.of(NO_CHUNKS);
    }

    @ParameterizedTest
    @MethodSource
    void a_chunk_that_is_not_a_JSON_object_is_an_error(String data) {
        RecordingHandler handler =
                StreamTrial.of(start() + text("Hel") + event(data) + text("lo") + last("!", "stop") + DONE);

        assertThat(handler.error())
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("event 3")
                .hasMessageContaining("JSON");
        assertThat(StreamEndingTest.partialTextOf(handler.error())).isEqualTo("Hel");
        assertThat(handler.endings()).isOne();
    }

    static Stream<String> a_chunk_that_is_not_a_JSON_object_is_told_without_waiting_for_another() {
        return Stream.of(NO_CHUNKS);
    }

    @ParameterizedTest
    @MethodSource
    void a_chunk_that_is_not_a_JSON_object_is_told_without_waiting_for_another(String data) {
        RecordingHandler handler = StreamTrial.of(connection -> {
            connection.readRequest();
            connection.sendStreamHead();
            connection.send(text("Hel") + event(data));
            connection.awaitClosedByClient();
        });

        assertThat(handler.error()).isInstanceOf(InternalServerException.class).hasMessageContaining("event 2");
    }

    @Test
    void a_chunk_after_the_finish_reason_that_is_no_JSON_is_an_error() {
        RecordingHandler handler = StreamTrial.of(last("Hello", "stop") + event("nonsense") + DONE);

        assertThat(handler.error()).isInstanceOf(InternalServerException.class);
    }

    @Test
    void what_a_broken_chunk_holds_is_not_in_the_message() {
        RecordingHandler handler = StreamTrial.of(event("{\"choices\":[{\"delta\":{\"content\":\"secret\"}},]}"));

        assertThat(handler.error().toString()).doesNotContain("secret");
        assertThat(String.valueOf(handler.error().getCause())).doesNotContain("secret");
    }

    static Stream<Arguments> what_is_not_known_does_not_cost_the_text_beside_it() {
        return Stream.of(
                arguments(
                        "a field of the chunk", "{\"new\":{\"a\":[1]},\"choices\":[{\"delta\":{\"content\":\"lo\"}}]}"),
                arguments("a field of the choice", "{\"choices\":[{\"new\":[{}],\"delta\":{\"content\":\"lo\"}}]}"),
                arguments("a field of the delta", "{\"choices\":[{\"delta\":{\"new\":{},\"content\":\"lo\"}}]}"),
                arguments("another object", "{\"object\":\"x.y\",\"choices\":[{\"delta\":{\"content\":\"lo\"}}]}"),
                arguments(
                        "fields of other types",
                        "{\"id\":7,\"model\":[],\"created\":\"x\",\"p\":{},\"usage\":[],"
                                + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\",\"tool_calls\":\"\"}}]}"),
                arguments("an object as padding", "{\"p\":{},\"choices\":[{\"delta\":{\"content\":\"lo\"}}]}"),
                arguments("a list as model", "{\"model\":[],\"choices\":[{\"delta\":{\"content\":\"lo\"}}]}"),
                arguments(
                        "an index that is too large for a choice",
                        "{\"choices\":[{\"index\":99999999999,\"delta\":"
                                + "{\"content\":\"x\"}},{\"index\":0,\"delta\":{\"content\":\"lo\"}}]}"),
                arguments("choices of other types", "{\"choices\":[1,\"x\",[],null,{\"delta\":{\"content\":\"lo\"}}]}"),
                arguments(
                        "a number that is too large",
                        "{\"created\":1e999,\"new\":1e999999999,"
                                + "\"usage\":{\"prompt_tokens\":99999999999999999999999},"
                                + "\"choices\":[{\"delta\":{\"content\":\"lo\"}}]}"),
                arguments(
                        "a part of the content",
                        "{\"choices\":[{\"delta\":{\"content\":["
                                + "{\"type\":\"hologram\",\"data\":1},{\"type\":\"text\",\"text\":\"lo\"},7,null]}}]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void what_is_not_known_does_not_cost_the_text_beside_it(String name, String chunk) {
        RecordingHandler handler = StreamTrial.of(start() + text("Hel") + event(chunk) + last("!", "stop") + DONE);

        assertThat(handler.response().aiMessage().text()).isEqualTo("Hello!").isEqualTo(handler.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exhausted", "model_length", "STOP"})
    void a_finish_reason_that_is_not_known_is_one(String reason) {
        assertThat(StreamTrial.of(text("Hel") + last("lo", reason))
                        .response()
                        .aiMessage()
                        .text())
                .isEqualTo("Hello");
    }

    @Test
    void an_event_of_an_unknown_kind_is_handed_on() {
        RecordingHandler handler =
                StreamTrial.of(text("Hel") + event("{\"type\":\"ping\",\"n\":1}") + last("lo", "stop") + DONE);

        assertThat(handler.response().aiMessage().text()).isEqualTo("Hello");
        assertThat(handler.unmapped()).hasSize(1);
    }

    @Test
    void a_part_of_an_unknown_type_is_handed_on_and_kept() {
        RecordingHandler handler =
                StreamTrial.of(parts("[{\"type\":\"hologram\",\"data\":1}]") + last("Hello", "stop"));

        assertThat(handler.unmapped()).hasSize(1);
        assertThat(handler.response().aiMessage().attributes().toString()).contains("hologram");
    }

    @Test
    void the_fields_of_a_chunk_may_come_in_any_order() {
        String sorted =
                event("{\"choices\":[{\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"length\",\"index\":0}],"
                        + "\"created\":17,\"id\":\"sorted\",\"model\":\"m\",\"object\":\"chat.completion.chunk\","
                        + "\"usage\":{\"completion_tokens\":2,\"prompt_tokens\":1,\"total_tokens\":3}}");

        ChatResponse response = StreamTrial.of(sorted + DONE).response();

        assertThat(response.id()).isEqualTo("sorted");
        assertThat(response.modelName()).isEqualTo("m");
        assertThat(response.aiMessage().text()).isEqualTo("Hello");
        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.tokenUsage().totalTokenCount()).isEqualTo(3);
    }

    @Test
    void of_several_candidates_the_first_is_the_answer() {
        String body = choice(1, "no", "null")
                + choice(0, "Hel", "null")
                + choice(1, "no", "\"length\"")
                + choice(0, "lo", "\"stop\"")
                + DONE;

        RecordingHandler handler = StreamTrial.of(body);

        assertThat(handler.response().aiMessage().text()).isEqualTo("Hello").isEqualTo(handler.text());
        assertThat(handler.response().finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void the_end_of_another_candidate_is_not_the_end_of_the_answer() {
        RecordingHandler handler = StreamTrial.of(choice(0, "Hel", "null") + choice(1, "no", "\"stop\"") + DONE);

        assertThat(handler.error()).isInstanceOf(InternalServerException.class).hasMessageContaining("cut");
    }

    private static String choice(int index, String text, String finishReason) {
        return event("{\"id\":\"1\",\"choices\":[{\"finish_reason\":" + finishReason + ",\"delta\":{\"content\":\""
                + text + "\"},\"index\":" + index + "}]}");
    }
}
