package io.github.mistral4j.streams;

import static io.github.mistral4j.testing.faults.Chunks.DONE;
import static io.github.mistral4j.testing.faults.Chunks.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralReference;
import io.github.mistral4j.testing.faults.FaultServer;
import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testing.faults.StreamTrial;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** DESIGN.md S3: an answer is the same whether it comes in one body or as a stream. */
class StreamEqualsWholeAnswerTest {

    private static final String HEAD = "\"id\":\"a1\",\"created\":1787150312,\"model\":\"mistral-small-2603\"";
    private static final String USAGE = ",\"usage\":{\"prompt_tokens\":31,\"total_tokens\":97,\"completion_tokens\":66,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":8},\"service_tier\":\"standard\"}";
    private static final String CALLS = "[{\"index\":0,\"id\":\"D681PevKs\",\"type\":\"function\",\"function\":"
            + "{\"name\":\"add\",\"arguments\":\"{\\\"a\\\": 1}\"}},{\"index\":1,\"id\":\"D681PevKt\",\"function\":"
            + "{\"name\":\"add\",\"arguments\":{\"a\": 2}}}]";

    static Stream<Arguments> the_answer_is_the_same() {
        return Stream.of(
                arguments(
                        "text",
                        content("\" a\\n b \\u00e9\\ud83d\\ude00 \""),
                        List.of(content("\" a\\n b\""), content("\" \\u00e9\\ud83d\""), content("\"\\ude00 \""))),
                arguments("an empty text", content("\"\""), List.of(content("\"\""))),
                arguments("no text", content("null"), List.of(content("null"))),
                arguments(
                        "text in parts",
                        content("[" + part("a\\n") + "," + part("b") + "," + part("c") + "]"),
                        List.of(content("[" + part("a\\n") + "," + part("b") + "]"), content("\"c\""))),
                arguments(
                        "references",
                        content("[" + part("Paris") + "," + reference("1,\"d-2\"") + "," + part(" and ") + ","
                                + reference("3") + "]"),
                        List.of(
                                content("[" + part("Pa") + "]"),
                                content("[" + part("ris") + "," + reference("1,\"d-2\"") + "," + part(" and ") + "]"),
                                content("[" + reference("3") + "]"))),
                arguments(
                        "thinking",
                        content("[" + thinking("Hm. 4.", "true") + "," + part("144") + "]"),
                        List.of(
                                content("[" + thinking("Hm.", "false") + "]"),
                                        content("[" + thinking("", "true") + "]"),
                                content("[" + thinking(" 4.", "true") + "," + part("1") + "]"), content("\"44\""))),
                arguments(
                        "thinking that was cut",
                        content("[" + thinking("Hm. 4.", "false") + "]"),
                        List.of(
                                content("[" + thinking("Hm.", "false") + "]"),
                                content("[" + thinking(" 4.", "false") + "]"))),
                arguments(
                        "thinking with a signature and a reference",
                        content("[{\"type\":\"thinking\",\"signature\":" + "\"s\",\"thinking\":[" + part("Hm") + ","
                                + reference("1") + "]}]"),
                        List.of(
                                content("[{\"type\":\"thinking\",\"thinking\":[" + part("H") + "]}]"),
                                content("[{\"type\":\"thinking\",\"signature\":\"s\",\"thinking\":[" + part("m") + ","
                                        + reference("1") + "]}]"))),
                arguments(
                        "a part of an unknown type",
                        content("[" + part("a") + ",{\"type\":\"new\",\"x\":[1]}]"),
                        List.of(content("\"a\""), content("[{\"type\":\"new\",\"x\":[1]}]"))),
                arguments(
                        "tool calls",
                        content("\"\"") + ",\"tool_calls\":" + CALLS,
                        List.of(content("\"\""), "\"tool_calls\":" + CALLS)),
                arguments(
                        "text and tool calls",
                        content("\"Adding\"") + ",\"tool_calls\":" + CALLS,
                        List.of(content("\"Add\""), content("\"ing\"") + ",\"tool_calls\":" + CALLS)),
                arguments(
                        "tool calls without text",
                        content("null") + ",\"tool_calls\":" + CALLS,
                        List.of("\"tool_calls\":" + CALLS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void the_answer_is_the_same(String what, String message, List<String> deltas) {
        ChatResponse whole = whole(message);
        RecordingHandler handler = StreamTrial.of(streamed(deltas));

        ChatResponse streamed = handler.response();
        assertThat(streamed.aiMessage()).isEqualTo(whole.aiMessage());
        assertThat(streamed.metadata()).isEqualTo(whole.metadata());
        assertThat(MistralReference.of(streamed.aiMessage())).isEqualTo(MistralReference.of(whole.aiMessage()));
        assertThat(handler.text()).isEqualTo(orEmpty(whole.aiMessage().text()));
        assertThat(handler.thinking()).isEqualTo(orEmpty(whole.aiMessage().thinking()));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static ChatResponse whole(String message) {
        String body =
                "{" + HEAD + ",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"finish_reason\":\"length\","
                        + "\"message\":{\"role\":\"assistant\"," + message + "}}]" + USAGE + "}";
        try (FaultServer server = FaultServer.start(connection -> {
                    connection.readRequest();
                    connection.sendAnswer(200, "application/json", body);
                });
                MistralChatModel model = MistralChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .withoutApiKey()
                        .modelName("mistral-small-latest")
                        .build()) {
            return model.chat(
                    ChatRequest.builder().messages(UserMessage.from("hello")).build());
        }
    }

    /** The last delta comes with finish_reason and usage, as Mistral sends it. */
    private static String streamed(List<String> deltas) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < deltas.size(); i++) {
            boolean last = i == deltas.size() - 1;
            body.append(event("{" + HEAD + ",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{"
                    + deltas.get(i) + "},\"finish_reason\":" + (last ? "\"length\"" : "null") + "}]"
                    + (last ? USAGE : "")
                    + ",\"p\":\"abc\"}"));
        }
        return body + DONE;
    }

    private static String content(String json) {
        return "\"content\":" + json;
    }

    private static String part(String text) {
        return "{\"type\":\"text\",\"text\":\"" + text + "\"}";
    }

    private static String reference(String ids) {
        return "{\"type\":\"reference\",\"reference_ids\":[" + ids + "]}";
    }

    private static String thinking(String text, String closed) {
        return "{\"type\":\"thinking\",\"thinking\":[" + (text.isEmpty() ? "" : part(text)) + "],\"closed\":" + closed
                + "}";
    }
}
