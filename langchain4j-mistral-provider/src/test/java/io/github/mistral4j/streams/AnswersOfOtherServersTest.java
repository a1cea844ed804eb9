package io.github.mistral4j.streams;

import static io.github.mistral4j.testing.faults.Chunks.DONE;
import static io.github.mistral4j.testing.faults.Chunks.event;
import static io.github.mistral4j.testing.faults.Chunks.last;
import static io.github.mistral4j.testing.faults.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.chat.response.PartialToolCall;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testing.faults.StreamTrial;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenAI-compatible servers and gateways send, whole and streamed: nothing of it is lost, and no error passes for an answer. */
class AnswersOfOtherServersTest {

    private final MistralTestServer server = MistralTestServer.start();
    private final MistralChatModel model = MistralChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey(server.apiKey())
            .modelName("mistral-small-latest")
            .maxRetries(0)
            .build();

    @AfterEach
    void close() {
        model.close();
        server.close();
    }

    private AiMessage whole(String body) {
        server.enqueue(Endpoint.CHAT_COMPLETIONS, Reply.json(body));
        return model.chat(UserMessage.from("hello")).aiMessage();
    }

    private static String message(String fields) {
        return "{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\"," + fields
                + "},\"finish_reason\":\"stop\"}]}";
    }

    private static String delta(String fields) {
        return event("{\"choices\":[{\"index\":0,\"delta\":{" + fields + "}}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reasoning_content", "reasoning"})
    void reasoning_beside_the_content_is_the_thinking(String field) {
        AiMessage message = whole(message("\"content\":\"144\",\"" + field + "\":\"Let me think.\""));
        RecordingHandler handler = StreamTrial.of(delta("\"content\":null,\"" + field + "\":\"Let me \"")
                + delta("\"" + field + "\":\"think.\"")
                + text("144")
                + last("", "stop")
                + DONE);

        assertThat(message.thinking()).isEqualTo("Let me think.");
        assertThat(message.text()).isEqualTo("144");
        assertThat(handler.response().aiMessage()).isEqualTo(message);
        assertThat(handler.thinking()).isEqualTo("Let me think.");
    }

    @Test
    void reasoning_that_is_said_twice_counts_once() {
        String both = "\"reasoning\":\"Hm.\",\"reasoning_content\":\"Hm.\"";
        String part = "\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Hm.\"}]},"
                + "{\"type\":\"text\",\"text\":\"Yes.\"}],\"reasoning_content\":\"Hm.\"";

        assertThat(whole(message("\"content\":\"Yes.\"," + both)).thinking()).isEqualTo("Hm.");
        assertThat(whole(message(part)).thinking()).isEqualTo("Hm.");
        assertThat(StreamTrial.of(delta(both) + text("Yes.") + last("", "stop") + DONE)
                        .response()
                        .aiMessage()
                        .thinking())
                .isEqualTo("Hm.");
        assertThat(StreamTrial.of(delta(part) + last("", "stop") + DONE)
                        .response()
                        .aiMessage()
                        .thinking())
                .isEqualTo("Hm.");
    }

    @Test
    void a_field_of_a_chunk_that_is_not_understood_is_handed_on() {
        RecordingHandler handler =
                StreamTrial.of(delta("\"content\":\"a\",\"annotations\":[{\"text\":\"why\"}],\"audio\":null")
                        + last("", "stop")
                        + DONE);

        assertThat(handler.unmapped()).hasSize(1);
        assertThat(handler.unmapped().get(0).toString()).contains("annotations");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"c\",\"error\":{\"code\":502,\"message\":\"it broke\"},\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"\"}}]}",
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"error\":{\"message\":\"it broke\"},\"message\":{\"content\":\"\"}}]}",
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"error\":{\"message\":\"it broke\"}}]}",
                "{\"object\":\"error\",\"message\":\"it broke\",\"choices\":[]}",
                "{\"error\":\"it broke\"}",
                "{\"detail\":\"it broke\"}",
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"\",\"error\":{\"message\":\"it broke\"}},\"finish_reason\":\"stop\"}]}",
                "{\"success\":false,\"result\":null,\"errors\":[{\"code\":10000,\"message\":\"it broke\"}]}",
                "{\"status\":\"failure\",\"error_message\":\"it broke\"}"
            })
    void an_error_with_status_200_is_an_error(String body) {
        assertThatThrownBy(() -> whole(body))
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("it broke");
        assertThat(StreamTrial.of(event(body)).error()).isInstanceOf(InternalServerException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"index\":0}]}",
                "{\"choices\":[{\"message\":null}]}",
                "{\"choices\":[{\"message\":{},\"finish_reason\":\"stop\"}]}",
                "{\"answer\":42}",
                "[]",
                "{}"
            })
    void json_that_is_no_completion_is_an_error(String body) {
        assertThatThrownBy(() -> whole(body)).isInstanceOf(InternalServerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "{}", "false", "null", "[]", "0", "{\"message\":\"\"}"})
    void an_empty_error_beside_an_answer_is_none(String error) {
        assertThat(whole(message("\"content\":\"fine\"").replaceFirst("\\{", "{\"error\":" + error + ","))
                        .text())
                .isEqualTo("fine");
        assertThat(StreamTrial.of(event("{\"error\":" + error
                                        + ",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"fine\"}}]}")
                                + last("", "stop")
                                + DONE)
                        .response()
                        .aiMessage()
                        .text())
                .isEqualTo("fine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "{\"foo\":1}", "[{\"type\":\"text\",\"text\":7}]"})
    void content_that_cannot_be_read_is_an_error(String content) {
        assertThatThrownBy(() -> whole(message("\"content\":" + content))).isInstanceOf(InternalServerException.class);
        assertThat(StreamTrial.of(text("a") + delta("\"content\":" + content) + last("", "stop") + DONE)
                        .error())
                .isInstanceOf(InternalServerException.class);
    }

    @Test
    void arguments_of_another_type_are_kept_as_they_came() {
        String calls =
                "\"tool_calls\":[{\"index\":0,\"id\":\"abcdefghi\",\"function\":{\"name\":\"pay\",\"arguments\":7}}]";
        AiMessage whole = whole(message("\"content\":\"\"," + calls));

        assertThat(whole.toolExecutionRequests())
                .singleElement()
                .extracting(ToolExecutionRequest::arguments)
                .isEqualTo("7");
        assertThat(StreamTrial.of(delta(calls) + last("", "tool_calls") + DONE)
                        .response()
                        .aiMessage()
                        .toolExecutionRequests())
                .isEqualTo(whole.toolExecutionRequests());
    }

    @Test
    void a_part_of_the_thinking_that_is_not_understood_is_kept() {
        String parts = "\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"a\"},7]},"
                + "{\"type\":\"text\",\"text\":\"b\"}]";
        AiMessage whole = whole(message(parts));

        assertThat(whole.attributes().toString()).contains("7");
        assertThat(StreamTrial.of(delta(parts) + last("", "stop") + DONE)
                        .response()
                        .aiMessage())
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "7", "[{\"content\":\"a\"}]"})
    void a_message_that_cannot_be_read_is_an_error(String message) {
        assertThatThrownBy(() ->
                        whole("{\"choices\":[{\"index\":0,\"message\":" + message + ",\"finish_reason\":\"stop\"}]}"))
                .isInstanceOf(InternalServerException.class);
        assertThat(StreamTrial.of(event("{\"choices\":[{\"index\":0,\"delta\":" + message + "}]}")
                                + last("", "stop")
                                + DONE)
                        .error())
                .isInstanceOf(InternalServerException.class);
    }

    @Test
    void a_choice_with_a_bare_text_is_read() {
        assertThat(whole("{\"choices\":[{\"index\":0,\"text\":\"fine\",\"finish_reason\":\"stop\"}]}")
                        .text())
                .isEqualTo("fine");
        assertThat(StreamTrial.of(event("{\"choices\":[{\"index\":0,\"text\":\"fine\"}]}") + last("", "stop") + DONE)
                        .response()
                        .aiMessage()
                        .text())
                .isEqualTo("fine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"content\":null,\"refusal\":\"I cannot\"",
                "\"content\":\"\",\"refusal\":\"I cannot\"",
                "\"refusal\":\"I cannot\",\"content\":\"\""
            })
    void a_refusal_in_place_of_the_content_is_the_text(String refusal) {
        assertThat(whole(message(refusal)).text()).isEqualTo("I cannot");
        assertThat(StreamTrial.of(delta(refusal) + last("", "stop") + DONE)
                        .response()
                        .aiMessage()
                        .text())
                .isEqualTo("I cannot");
    }

    @Test
    void the_error_line_of_llama_cpp_is_an_error() {
        assertThat(StreamTrial.of("error: {\"code\":400,\"message\":\"the request exceeds the context size\"}\n\n")
                        .error())
                .hasMessageContaining("exceeds the context size");
        assertThat(StreamTrial.of("event: error\ndata: {\"reason\":\"overloaded\"}\n\n")
                        .error())
                .isInstanceOf(InternalServerException.class);
    }

    @Test
    void a_character_that_is_cut_in_two_is_handed_out_whole() {
        RecordingHandler handler = StreamTrial.of(delta("\"content\":\"a \\ud83d\"")
                + delta("\"content\":\"\\ude00 b\"")
                + delta("\"reasoning\":\"\\ud83d\"")
                + delta("\"reasoning\":\"\\ude00\"")
                + last("", "stop")
                + DONE);

        assertThat(handler.response().aiMessage().text()).isEqualTo("a \uD83D\uDE00 b");
        assertThat(handler.pieces())
                .allSatisfy(
                        piece -> assertThat(new String(piece.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                                .isEqualTo(piece));
        assertThat(handler.thinking()).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void half_a_character_whose_other_half_never_comes_is_not_lost() {
        assertThat(StreamTrial.of(delta("\"content\":\"a\\ud83d\"") + last("", "stop") + DONE)
                        .response()
                        .aiMessage()
                        .text())
                .isEqualTo("a\uD83D");
    }

    @Test
    void an_empty_id_and_model_of_the_first_chunk_do_not_stick() {
        RecordingHandler handler =
                StreamTrial.of(event("{\"id\":\"\",\"model\":\"\",\"choices\":[{\"delta\":{\"content\":\"a\"}}]}")
                        + event(
                                "{\"id\":\"real\",\"model\":\"m-1\",\"choices\":[{\"delta\":{\"content\":\"b\"},\"finish_reason\":\"stop\"}]}")
                        + DONE);

        assertThat(handler.response().metadata().id()).isEqualTo("real");
        assertThat(handler.response().metadata().modelName()).isEqualTo("m-1");
    }

    @Test
    void a_fragment_that_repeats_what_is_known_opens_no_second_call() {
        String call = "\"tool_calls\":[{\"index\":0,\"id\":%s,\"function\":{\"name\":\"pay\",\"arguments\":\"%s\"}}]";
        String first = delta(call.formatted("\"call_1\"", "{\\\"x\\\":1}"));

        for (String repeat :
                new String[] {delta(call.formatted("null", "")), first, delta(call.formatted("\"call_1\"", ""))}) {
            assertThat(StreamTrial.of(first + repeat + last("", "tool_calls") + DONE)
                            .response()
                            .aiMessage()
                            .toolExecutionRequests())
                    .singleElement()
                    .extracting(ToolExecutionRequest::arguments)
                    .isEqualTo("{\"x\":1}");
        }
    }

    @Test
    void calls_without_ids_get_ids_that_differ() {
        String call = "{\"index\":0,\"function\":{\"name\":\"roll\",\"arguments\":\"{}\"}}";
        AiMessage streamed = StreamTrial.of(delta("\"tool_calls\":[" + call + "]")
                        + delta("\"tool_calls\":[" + call + "]")
                        + last("", "tool_calls")
                        + DONE)
                .response()
                .aiMessage();
        AiMessage whole = whole(message("\"content\":\"\",\"tool_calls\":[" + call + "," + call + "]"));

        assertThat(streamed.toolExecutionRequests())
                .extracting(ToolExecutionRequest::id)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-zA-Z0-9]{9}"));
        assertThat(whole.toolExecutionRequests()).isEqualTo(streamed.toolExecutionRequests());
    }

    @Test
    void each_call_of_a_whole_answer_is_a_call_of_its_own() {
        String call = "{\"id\":\"call_0\",\"function\":{\"name\":\"roll\",\"arguments\":%s}}";

        AiMessage message = whole(message("\"tool_calls\":[" + call.formatted("null") + "," + call.formatted("\"{}\"")
                + ",{\"function\":{\"name\":\"roll\"}},{\"function\":{\"name\":\"roll\"}}]"));

        assertThat(message.toolExecutionRequests())
                .extracting(ToolExecutionRequest::arguments)
                .containsExactly("{}", "{}", "{}", "{}");
    }

    @Test
    void half_a_character_at_the_end_of_arguments_is_told_as_well() {
        RecordingHandler handler = StreamTrial.of(delta("\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":"
                        + "{\"name\":\"f\",\"arguments\":\"{\\ud83d\"}}]")
                + last("", "length")
                + DONE);

        assertThat(handler.partialToolCalls())
                .extracting(PartialToolCall::partialArguments)
                .containsExactly("{", "\ud83d");
    }

    @Test
    void a_whole_answer_in_place_of_a_stream_is_said_to_be_one() {
        assertThat(StreamTrial.of(connection -> {
                            connection.readRequest();
                            connection.sendAnswer(200, "application/json", message("\"content\":\"a secret\""));
                        })
                        .error())
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("came in one piece")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_tool_whose_name_is_a_control_character_is_a_typed_failure_or_a_call() {
        String call =
                "\"tool_calls\":[{\"index\":0,\"id\":\"abcdefghi\",\"function\":{\"name\":\"\\u0000\",\"arguments\":\"{}\"}}]";
        RecordingHandler handler = StreamTrial.of(delta(call) + last("", "tool_calls") + DONE);
        assertThat(handler.endings()).isEqualTo(1);
    }
}
