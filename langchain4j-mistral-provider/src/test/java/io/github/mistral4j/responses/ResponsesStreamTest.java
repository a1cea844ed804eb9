package io.github.mistral4j.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.github.mistral4j.MistralTokenUsage;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import io.github.mistral4j.testing.faults.RecordingHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers here are made from the reference: none of this API has been recorded. */
class ResponsesStreamTest {

    private static final String REASONING =
            "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"content\":[{\"type\":\"reasoning_text\",\"text\":\"Let me see.\"}]}";
    private static final String MESSAGE =
            "{\"type\":\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"status\":\"completed\",\"content\":[{\"type\":\"output_text\",\"text\":\"Grüße 🙂.\",\"annotations\":[{\"type\":\"url_citation\",\"url\":\"https://example.org\",\"title\":\"t\",\"start_index\":0,\"end_index\":1}]}]}";
    private static final String CALL =
            "{\"type\":\"function_call\",\"id\":null,\"call_id\":\"abcdefghi\",\"name\":\"look\",\"arguments\":\"{\\\"x\\\":1}\",\"status\":\"completed\"}";
    private static final String WHOLE =
            "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1760000000.5,\"model\":\"mistral-small-latest\",\"status\":\"completed\",\"output\":["
                    + REASONING + "," + MESSAGE + "," + CALL
                    + "],\"usage\":{\"input_tokens\":7,\"input_tokens_details\":{\"cached_tokens\":2,\"cache_write_tokens\":0},\"output_tokens\":5,\"output_tokens_details\":{\"reasoning_tokens\":3},\"total_tokens\":12},\"error\":null}";
    private static final List<String> EVENTS = List.of(
            "{\"type\":\"response.created\",\"sequence_number\":0,\"response\":{\"id\":\"resp_1\",\"model\":\"mistral-small-latest\",\"created_at\":1760000000.5,\"output\":[]}}",
            "{\"type\":\"response.output_item.added\",\"sequence_number\":1,\"output_index\":0,\"item\":{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[]}}",
            "{\"type\":\"response.reasoning_text.delta\",\"sequence_number\":2,\"output_index\":0,\"content_index\":0,\"item_id\":\"rs_1\",\"delta\":\"Let me \"}",
            "{\"type\":\"response.reasoning_text.delta\",\"sequence_number\":3,\"output_index\":0,\"content_index\":0,\"item_id\":\"rs_1\",\"delta\":\"see.\"}",
            "{\"type\":\"response.reasoning_text.done\",\"sequence_number\":4,\"output_index\":0,\"content_index\":0,\"item_id\":\"rs_1\",\"text\":\"Let me see.\"}",
            "{\"type\":\"response.output_item.done\",\"sequence_number\":5,\"output_index\":0,\"item\":" + REASONING
                    + "}",
            "{\"type\":\"response.output_text.delta\",\"sequence_number\":6,\"output_index\":1,\"content_index\":0,\"item_id\":\"msg_1\",\"delta\":\"Grüße \",\"logprobs\":[]}",
            "{\"type\":\"response.output_text.delta\",\"sequence_number\":7,\"output_index\":1,\"content_index\":0,\"item_id\":\"msg_1\",\"delta\":\"🙂.\",\"logprobs\":[]}",
            "{\"type\":\"response.output_item.done\",\"sequence_number\":8,\"output_index\":1,\"item\":" + MESSAGE
                    + "}",
            "{\"type\":\"response.output_item.added\",\"sequence_number\":9,\"output_index\":2,\"item\":{\"type\":\"function_call\",\"call_id\":\"abcdefghi\",\"name\":\"look\",\"arguments\":\"\"}}",
            "{\"type\":\"response.function_call_arguments.delta\",\"sequence_number\":10,\"output_index\":2,\"delta\":\"{\\\"x\\\"\"}",
            "{\"type\":\"response.function_call_arguments.delta\",\"sequence_number\":11,\"output_index\":2,\"delta\":\":1}\"}",
            "{\"type\":\"response.output_item.done\",\"sequence_number\":12,\"output_index\":2,\"item\":" + CALL + "}",
            "{\"type\":\"response.completed\",\"sequence_number\":13,\"response\":" + WHOLE + "}");

    private final WireServer server = WireServer.start();
    private final MistralClient client =
            MistralClient.builder().baseUrl(server.baseUrl()).apiKey("k").build();
    private final MistralStreamingResponsesChatModel model = MistralStreamingResponsesChatModel.builder()
            .client(client)
            .modelName("mistral-small-latest")
            .build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private RecordingHandler streamed(List<String> events) {
        StringBuilder body = new StringBuilder();
        for (String event : events) {
            body.append("event: any\ndata: ").append(event).append("\n\n");
        }
        server.answers(Answers.events(body.toString()).build());
        RecordingHandler handler = new RecordingHandler();
        model.chat(List.of(UserMessage.from("hello")), handler);
        handler.awaitEnding();
        return handler;
    }

    private ChatResponse whole() {
        return whole(WHOLE);
    }

    private ChatResponse whole(String body) {
        server.answers(Answers.json(200, body).build());
        return MistralResponsesChatModel.builder()
                .client(client)
                .modelName("mistral-small-latest")
                .build()
                .chat(UserMessage.from("hello"));
    }

    @Test
    void a_streamed_answer_equals_the_same_one_in_one_piece() {
        ChatResponse whole = whole();
        ChatResponse streamed = streamed(EVENTS).response();

        AiMessage message = whole.aiMessage();
        assertThat(message.text()).isEqualTo("Grüße 🙂.");
        assertThat(message.thinking()).isEqualTo("Let me see.");
        assertThat(message.toolExecutionRequests()).hasSize(1);
        assertThat(streamed.aiMessage()).isEqualTo(message);
        assertThat(streamed.aiMessage().attributes()).isEqualTo(message.attributes());
        assertThat(streamed.finishReason()).isEqualTo(whole.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
        assertThat(streamed.tokenUsage()).isEqualTo(whole.tokenUsage());
        assertThat(((MistralTokenUsage) whole.tokenUsage()).totalTokenCount()).isEqualTo(12);
        assertThat(streamed.metadata().id()).isEqualTo("resp_1");
    }

    @Test
    void an_output_that_is_no_object_is_an_error() {
        for (String output : List.of("\"hello\"", "null")) {
            assertThatThrownBy(() -> whole("{\"id\":\"r\",\"status\":\"completed\",\"output\":[" + output + "]}"))
                    .isInstanceOf(InternalServerException.class);
        }
    }

    @Test
    void a_server_that_leaves_the_deltas_out_loses_nothing() {
        assertThat(streamed(List.of(EVENTS.get(13))).response().aiMessage()).isEqualTo(whole().aiMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 10, 13})
    void a_stream_that_ends_before_its_last_event_was_cut(int events) {
        assertThat(streamed(EVENTS.subList(0, events)).error()).isInstanceOf(InternalServerException.class);
    }

    @Test
    void nothing_after_the_last_event_counts() {
        List<String> more = new java.util.ArrayList<>(EVENTS);
        more.add("not json at all");
        assertThat(streamed(more).response().aiMessage().text()).isEqualTo("Grüße 🙂.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"error\",\"sequence_number\":1,\"message\":\"it broke\",\"code\":\"server_error\",\"param\":null}",
                "{\"type\":\"response.failed\",\"sequence_number\":1,\"response\":{\"id\":\"r\",\"status\":\"failed\",\"output\":[],\"error\":{\"code\":\"server_error\",\"message\":\"it broke\"}}}",
                "{\"error\":{\"message\":\"it broke\",\"type\":\"server_error\"}}",
                "{\"error\":\"it broke\"}",
                "{\"type\":\"server_error\",\"error\":\"it broke\"}",
                "{\"type\":\"response.failed\",\"response\":{\"id\":\"r\",\"status\":\"failed\",\"output\":[],\"error\":\"it broke\"}}",
                "{\"type\":\"response.completed\",\"response\":{\"id\":\"r\",\"output\":[],\"error\":\"it broke\"}}"
            })
    void an_error_event_is_the_failure_of_the_stream(String event) {
        assertThat(streamed(List.of(EVENTS.get(0), EVENTS.get(6), event)).error())
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("it broke");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_output_tokens", "content_filter"})
    void an_incomplete_answer_says_why(String reason) {
        String incomplete = WHOLE.replace(
                "\"status\":\"completed\",\"output\"",
                "\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"" + reason + "\"},\"output\"");
        ChatResponse response = streamed(List.of(
                        "{\"type\":\"response.incomplete\",\"sequence_number\":0,\"response\":" + incomplete + "}"))
                .response();
        assertThat(response.finishReason())
                .isEqualTo(reason.equals("content_filter") ? FinishReason.CONTENT_FILTER : FinishReason.LENGTH);
    }

    @ParameterizedTest
    @CsvSource({
        "server_error,dev.langchain4j.exception.InternalServerException",
        "rate_limit_exceeded,dev.langchain4j.exception.RateLimitException",
        "invalid_prompt,dev.langchain4j.exception.InvalidRequestException",
        "image_too_large,dev.langchain4j.exception.InvalidRequestException",
        "failed_to_download_image,dev.langchain4j.exception.InvalidRequestException",
        "unsupported_image_media_type,dev.langchain4j.exception.InvalidRequestException",
        "bio_policy,dev.langchain4j.exception.ContentFilteredException",
        "image_content_policy_violation,dev.langchain4j.exception.ContentFilteredException",
        "of_tomorrow,dev.langchain4j.exception.InternalServerException"
    })
    void a_failure_with_status_200_is_what_its_code_says(String code, Class<? extends Throwable> type) {
        String failed =
                "{\"id\":\"r\",\"object\":\"response\",\"created_at\":1,\"model\":\"m\",\"status\":\"failed\",\"output\":[],"
                        + "\"error\":{\"code\":\"" + code + "\",\"message\":\"it broke\"}}";
        server.answers(Answers.json(200, failed).build());

        assertThatThrownBy(() -> MistralResponsesChatModel.builder()
                        .client(client)
                        .modelName("m")
                        .build()
                        .chat("hello"))
                .isExactlyInstanceOf(type)
                .hasMessageContaining("it broke");
        assertThat(streamed(List.of("{\"type\":\"response.failed\",\"sequence_number\":0,\"response\":" + failed + "}"))
                        .error())
                .isExactlyInstanceOf(type)
                .hasMessageContaining("it broke");
        assertThat(streamed(List.of("{\"type\":\"error\",\"sequence_number\":0,\"code\":\"" + code
                                + "\",\"message\":\"it broke\",\"param\":null}"))
                        .error())
                .isExactlyInstanceOf(type);
    }

    @Test
    void an_error_beside_an_answer_is_an_error() {
        String answer = WHOLE.replace("\"error\":null", "\"error\":\"it broke\"");
        server.answers(Answers.json(200, answer).build());

        assertThatThrownBy(() -> MistralResponsesChatModel.builder()
                        .client(client)
                        .modelName("m")
                        .build()
                        .chat("hello"))
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("it broke");
        assertThat(streamed(List.of(
                                "{\"type\":\"response.completed\",\"sequence_number\":1,\"response\":" + answer + "}"))
                        .error())
                .hasMessageContaining("it broke");
    }

    @Test
    void a_whole_answer_that_leaves_items_out_repeats_nothing() {
        List<String> events = new ArrayList<>(EVENTS.subList(0, 13));
        events.add(EVENTS.get(13).replace(REASONING + ",", ""));

        assertThat(streamed(events).response().aiMessage()).isEqualTo(whole().aiMessage());
    }

    @Test
    void id_and_model_are_those_of_the_first_event_that_has_them() {
        List<String> events = new ArrayList<>(EVENTS);
        events.add(
                0,
                "{\"type\":\"response.created\",\"sequence_number\":0,\"response\":{\"id\":\"\",\"model\":\"\",\"output\":[]}}");

        ChatResponse response = streamed(events).response();
        assertThat(response.id()).isEqualTo("resp_1");
        assertThat(response.modelName()).isEqualTo("mistral-small-latest");
    }

    @Test
    void listeners_hear_of_both_models() {
        List<String> heard = new CopyOnWriteArrayList<>();
        ChatModelListener listener = new ChatModelListener() {
            @Override
            public void onRequest(ChatModelRequestContext context) {
                heard.add("request to " + context.modelProvider());
            }

            @Override
            public void onResponse(ChatModelResponseContext context) {
                heard.add("response of " + context.chatResponse().modelName());
            }

            @Override
            public void onError(ChatModelErrorContext context) {
                heard.add(context.error().getClass().getSimpleName());
            }
        };
        server.answers(
                Answers.json(200, WHOLE).build(),
                Answers.error(400),
                Answers.events("data: " + EVENTS.get(13) + "\n\n").build());
        var whole = MistralResponsesChatModel.builder()
                .client(client)
                .modelName("m")
                .listeners(listener)
                .build();
        whole.chat("hello");
        assertThatThrownBy(() -> whole.chat("hello")).isInstanceOf(InvalidRequestException.class);
        RecordingHandler handler = new RecordingHandler();
        MistralStreamingResponsesChatModel.builder()
                .client(client)
                .modelName("m")
                .listeners(listener)
                .build()
                .chat("hello", handler);
        handler.awaitEnding();

        assertThat(heard)
                .containsExactly(
                        "request to MISTRAL_AI",
                        "response of mistral-small-latest",
                        "request to MISTRAL_AI",
                        "InvalidRequestException",
                        "request to MISTRAL_AI",
                        "response of mistral-small-latest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"it broke\",\"output\":[]}",
                "{\"object\":\"error\",\"message\":\"it broke\",\"output\":[]}",
                "{\"status\":\"failed\",\"output\":[],\"error\":{\"code\":\"server_error\",\"message\":\"it broke\"}}"
            })
    void an_error_with_status_200_is_an_error(String body) {
        assertThatThrownBy(() -> whole(body))
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("it broke");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "{}", "false", "{\"code\":\"\",\"message\":\"\"}"})
    void an_empty_error_beside_an_answer_is_none(String error) {
        String body = WHOLE.replace("\"error\":null", "\"error\":" + error);
        assertThat(whole(body).aiMessage()).isEqualTo(whole().aiMessage());
        assertThat(streamed(List.of("{\"type\":\"response.completed\",\"response\":" + body + "}"))
                        .response()
                        .aiMessage())
                .isEqualTo(whole().aiMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "{\"a\":1}", "[{\"type\":\"output_text\",\"text\":7}]", "[7]"})
    void content_that_cannot_be_read_is_an_error(String content) {
        String item = "{\"type\":\"message\",\"content\":" + content + "}";
        String body = "{\"id\":\"r\",\"status\":\"completed\",\"output\":[" + item + "]}";
        assertThatThrownBy(() -> whole(body)).isInstanceOf(InternalServerException.class);
        assertThat(streamed(List.of("{\"type\":\"response.completed\",\"response\":" + body + "}"))
                        .error())
                .isInstanceOf(InternalServerException.class);
    }

    @Test
    void a_part_of_an_unknown_kind_is_kept_beside_the_text() {
        String item = "{\"type\":\"message\",\"id\":\"m\",\"content\":[{\"type\":\"output_image\",\"image_url\":\"u\"},"
                + "{\"type\":\"output_text\",\"text\":\"fine\"}]}";
        AiMessage whole = whole("{\"output\":[" + item + "]}").aiMessage();

        assertThat(whole.text()).isEqualTo("fine");
        assertThat(String.valueOf(whole.attributes())).contains("output_image");
        assertThat(streamed(List.of(
                                "{\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":\"fine\"}",
                                "{\"type\":\"response.completed\",\"response\":{\"output\":[" + item + "]}}"))
                        .response()
                        .aiMessage())
                .isEqualTo(whole);
    }

    @Test
    void arguments_that_come_as_an_object_are_its_text() {
        String item = "{\"type\":\"function_call\",\"call_id\":\"abcdefghi\",\"name\":\"f\",\"arguments\":{\"x\":1}}";

        assertThat(whole("{\"output\":[" + item + "]}")
                        .aiMessage()
                        .toolExecutionRequests()
                        .get(0)
                        .arguments())
                .isEqualTo("{\"x\":1}");
    }

    @Test
    void content_that_is_a_bare_text_is_read() {
        assertThat(whole("{\"output\":[{\"type\":\"message\",\"content\":\"fine\"}]}")
                        .aiMessage()
                        .text())
                .isEqualTo("fine");
    }

    @Test
    void the_summary_of_reasoning_is_the_thinking_where_there_is_no_other() {
        String item =
                "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"In short.\"}]}";
        assertThat(whole("{\"output\":[" + item + "," + MESSAGE + "]}")
                        .aiMessage()
                        .thinking())
                .isEqualTo("In short.");
        assertThat(streamed(List.of(
                                "{\"type\":\"response.reasoning_summary_text.delta\",\"output_index\":0,\"delta\":\"In \"}",
                                "{\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":" + item + "}",
                                "{\"type\":\"response.completed\",\"response\":{\"output\":[" + item + "]}}"))
                        .thinking())
                .isEqualTo("In short.");
    }

    @Test
    void a_character_that_is_cut_in_two_is_handed_out_whole() {
        String delta = "{\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":\"%s\"}";
        String thought = "{\"type\":\"response.reasoning_text.delta\",\"output_index\":1,\"delta\":\"%s\"}";
        RecordingHandler handler = streamed(List.of(
                thought.formatted("\\ud83d"),
                delta.formatted("a \\ud83d"),
                thought.formatted("\\ude00"),
                delta.formatted("\\ude00 b"),
                "{\"type\":\"response.completed\",\"response\":{\"output\":[]}}"));

        assertThat(handler.pieces()).containsExactly("a ", "\uD83D\uDE00 b");
        assertThat(handler.thinking()).isEqualTo("\uD83D\uDE00");
        assertThat(handler.response().aiMessage().text()).isEqualTo("a \uD83D\uDE00 b");
    }

    private static List<String> events(int changed, String from, String to) {
        List<String> events = new ArrayList<>(EVENTS);
        assertThat(events.get(changed)).contains(from);
        events.set(changed, events.get(changed).replace(from, to));
        return events;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6, 10})
    void pieces_that_do_not_add_up_to_the_whole_are_an_error(int lost) {
        List<String> events = new ArrayList<>(EVENTS);
        events.remove(lost);

        assertThat(streamed(events).error()).isInstanceOf(InternalServerException.class);
        assertThat(streamed(events(lost, "\"delta\":", "\"delta\":[1],\"was\":"))
                        .error())
                .isInstanceOf(InternalServerException.class);
    }

    @Test
    void arguments_may_be_written_in_another_way_at_the_end() {
        assertThat(streamed(events(12, "{\\\"x\\\":1}", "{ \\\"x\\\" : 1 }"))
                        .response()
                        .aiMessage())
                .isEqualTo(whole().aiMessage());
    }

    @ParameterizedTest
    @CsvSource({"\"call_id\",\"was\"", "\"name\",\"was\""})
    void what_a_call_does_not_say_at_its_beginning_comes_with_its_end(String field, String other) {
        assertThat(streamed(events(9, field, other)).response().aiMessage()).isEqualTo(whole().aiMessage());
    }

    @Test
    void items_without_a_place_are_told_apart_by_their_ids_and_their_order() {
        List<String> events = EVENTS.stream()
                .map(event -> event.replaceAll("\"output_index\":\\d,", ""))
                .toList();

        assertThat(streamed(events).response().aiMessage()).isEqualTo(whole().aiMessage());
    }

    @Test
    void thinking_that_was_told_by_its_summary_is_not_told_again() {
        String both = "\"summary\":[{\"type\":\"summary_text\",\"text\":\"In short.\"}]";
        List<String> events = new ArrayList<>(EVENTS);
        events.replaceAll(event -> event.replace("\"summary\":[]", both));
        events.add(
                2,
                EVENTS.get(2)
                        .replace("reasoning_text", "reasoning_summary_text")
                        .replace("Let me ", "In short."));

        assertThat(streamed(events).response().aiMessage().thinking()).isEqualTo("In short.Let me see.");
    }
}
