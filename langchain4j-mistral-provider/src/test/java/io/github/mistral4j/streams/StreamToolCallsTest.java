package io.github.mistral4j.streams;

import static io.github.mistral4j.testing.faults.Chunks.DONE;
import static io.github.mistral4j.testing.faults.Chunks.last;
import static io.github.mistral4j.testing.faults.Chunks.start;
import static io.github.mistral4j.testing.faults.Chunks.toolCalls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialToolCall;
import io.github.mistral4j.MistralHttpException;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testing.faults.StreamTrial;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** DESIGN.md S4: tool calls in every form that servers stream them. In the table ' stands for ". */
class StreamToolCallsTest {

    private static final String ADD = "D681PevKs add {'a':1}";
    private static final String SUB = "D681PevKt sub {'b':2}";

    static Stream<Arguments> tool_calls() {
        return Stream.of(
                arguments(
                        "whole, in one event",
                        List.of(list(call(0, "D681PevKs", "add", "{'a':1}"), call(1, "D681PevKt", "sub", "{'b':2}"))),
                        List.of(ADD, SUB)),
                arguments(
                        "whole, one event each",
                        List.of(
                                list(call(0, "D681PevKs", "add", "{'a':1}")),
                                list(call(1, "D681PevKt", "sub", "{'b':2}"))),
                        List.of(ADD, SUB)),
                arguments(
                        "whole, all with index 0",
                        List.of(
                                list(call(0, "D681PevKs", "add", "{'a':1}")),
                                list(call(0, "D681PevKt", "sub", "{'b':2}"))),
                        List.of(ADD, SUB)),
                arguments(
                        "whole, without an index",
                        List.of(list(
                                call(null, "D681PevKs", "add", "{'a':1}"), call(null, "D681PevKt", "sub", "{'b':2}"))),
                        List.of(ADD, SUB)),
                arguments(
                        "whole, without ids",
                        List.of(list(call(0, null, "add", "{'a':1}"), call(1, null, "sub", "{'b':2}"))),
                        List.of("new add {'a':1}", "new sub {'b':2}")),
                arguments(
                        "whole, without ids and index",
                        List.of(list(call(null, null, "add", "{'a':1}"), call(null, null, "add", "{'b':2}"))),
                        List.of("new add {'a':1}", "new add {'b':2}")),
                arguments(
                        "fragments",
                        List.of(
                                list(call(0, "D681PevKs", "add", "")),
                                list(call(0, null, null, "{'a'")),
                                list(call(0, null, null, ":1}"))),
                        List.of(ADD)),
                arguments(
                        "fragments with the word null as id and an empty name",
                        List.of(
                                list(call(0, "D681PevKs", "add", "")),
                                list(call(0, "null", "", "{'a'")),
                                list(call(0, "null", "", ":1}"))),
                        List.of(ADD)),
                arguments(
                        "fragments that repeat id and name",
                        List.of(list(call(0, "D681PevKs", "add", "{'a'")), list(call(0, "D681PevKs", "add", ":1}"))),
                        List.of(ADD)),
                arguments(
                        "fragments of two calls, one after the other",
                        List.of(
                                list(call(0, "D681PevKs", "add", "{'a'")),
                                list(call(0, null, null, ":1}")),
                                list(call(1, "D681PevKt", "sub", "{'b'")),
                                list(call(1, null, null, ":2}"))),
                        List.of(ADD, SUB)),
                arguments(
                        "fragments of two calls in turn",
                        List.of(
                                list(call(0, "D681PevKs", "add", "{'a'")),
                                list(call(1, "D681PevKt", "sub", "{'b'")),
                                list(call(0, null, null, ":1}"), call(1, null, null, ":2}"))),
                        List.of(ADD, SUB)),
                arguments(
                        "fragments of two calls in turn, told apart by their ids",
                        List.of(
                                list(call(null, "D681PevKs", "add", "{'a'")),
                                list(call(null, "D681PevKt", "sub", "{'b'")),
                                list(call(null, "D681PevKs", null, ":1}")),
                                list(call(null, "D681PevKt", null, ":2}"))),
                        List.of(ADD, SUB)),
                arguments(
                        "fragments of two calls in turn, all with index 0, told apart by their ids",
                        List.of(
                                list(call(0, "D681PevKs", "add", "{'a'")),
                                list(call(0, "D681PevKt", "sub", "{'b'")),
                                list(call(0, "D681PevKs", null, ":1}")),
                                list(call(0, "D681PevKt", null, ":2}"))),
                        List.of(ADD, SUB)),
                arguments(
                        "fragments without ids, one after the other, all with index 0",
                        List.of(
                                list(call(0, null, "add", "{'a'")),
                                list(call(0, null, null, ":1}")),
                                list(call(0, null, "sub", "{'b'")),
                                list(call(0, null, null, ":2}"))),
                        List.of("new add {'a':1}", "new sub {'b':2}")),
                arguments(
                        "the id after the name",
                        List.of(list(call(0, null, "add", "{'a'")), list(call(0, "D681PevKs", null, ":1}"))),
                        List.of(ADD)),
                arguments(
                        "the name after the arguments",
                        List.of(list(call(0, "D681PevKs", null, "{'a'")), list(call(0, null, "add", ":1}"))),
                        List.of(ADD)),
                arguments(
                        "indexes with gaps, backwards",
                        List.of(
                                list(call(7, "D681PevKs", "add", "{'a':1}")),
                                list(call(3, "D681PevKt", "sub", "{'b':2}"))),
                        List.of(ADD, SUB)),
                arguments(
                        "fragments each with an id of its own, as gateways make them up",
                        List.of(
                                list(call(0, "D681PevKs", "add", "")),
                                list(call(0, "chatcmpl-1", null, "{'a'")),
                                list(call(0, "chatcmpl-2", null, ":1}"))),
                        List.of(ADD)),
                arguments(
                        "fragments each with the name and an id of its own",
                        List.of(list(call(0, "D681PevKs", "add", "{'a'")), list(call(0, "chatcmpl-1", "add", ":1}"))),
                        List.of(ADD)),
                arguments(
                        "two calls of one name with fragments that have ids of their own",
                        List.of(
                                list(call(0, "D681PevKs", "add", "{'a'")),
                                list(call(0, "chatcmpl-1", null, ":1}")),
                                list(call(0, "D681PevKt", "add", "{'b'")),
                                list(call(0, "chatcmpl-2", null, ":2}"))),
                        List.of(ADD, "D681PevKt add {'b':2}")),
                arguments(
                        "a fragment with nothing in it before, between and behind",
                        List.of(
                                list(call(0, null, null, "")),
                                list(call(0, "D681PevKs", "add", "{'a':1}")),
                                list(call(0, null, "add", " ")),
                                list(call(1, null, null, "")),
                                list("{'index':2,'id':null,'type':'function','function':null}")),
                        List.of(ADD)),
                arguments(
                        "the whole call once more without its id",
                        List.of(
                                list(call(0, "D681PevKs", "add", "{'a':1}")),
                                list(call(0, null, "add", "{'a':1}")),
                                list(call(0, null, null, "{'a':1}"))),
                        List.of(ADD)),
                arguments(
                        "an empty object behind the arguments",
                        List.of(
                                list(call(0, "D681PevKs", "add", "{'a':1}")),
                                list(call(0, null, null, "{}")),
                                list(call(0, null, "add", "{ }"))),
                        List.of(ADD)),
                arguments(
                        "indexes in strings",
                        List.of(
                                list(call(0, "D681PevKs", "add", "{'a'").replace("0", "'0'")),
                                list(call(1, "D681PevKt", "sub", "{'b'").replace("1,'id'", "'1','id'")),
                                list("{'index':'0','function':{'arguments':':1}'}}"),
                                list("{'index':'1','function':{'arguments':':2}'}}")),
                        List.of(ADD, SUB)),
                arguments(
                        "name and arguments beside the id",
                        List.of(list("{'id':'D681PevKs','name':'add','arguments':{'a':1}}")),
                        List.of(ADD)),
                arguments(
                        "arguments as an object with a number beyond double",
                        List.of(list("{'id':'D681PevKs','function':{'name':'add','arguments':{'a':1.50,'b':1E+400}}}")),
                        List.of("D681PevKs add {'a':1.50,'b':1E+400}")),
                arguments(
                        "arguments as an object",
                        List.of(list("{'index':0,'id':'D681PevKs','function':{'name':'add','arguments':{'a':1}}}")),
                        List.of(ADD)),
                arguments(
                        "arguments that are null or missing",
                        List.of(list("{'id':'D681PevKs','function':{'name':'now','arguments':null}},"
                                + "{'id':'D681PevKt','function':{'name':'now'}}")),
                        List.of("D681PevKs now {}", "D681PevKt now {}")),
                arguments(
                        "braces and quotes in the arguments",
                        List.of(
                                list(
                                        "{'index':0,'id':'D681PevKs','function':{'name':'add','arguments':'{\\'a\\':\\'}\\\\\\'{'}}"),
                                list("{'index':0,'function':{'arguments':'\\'}'}}")),
                        List.of("D681PevKs add {'a':'}\\'{'}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void tool_calls(String form, List<String> deltas, List<String> expected) {
        RecordingHandler handler = stream(deltas);

        assertThat(handler.response().aiMessage().toolExecutionRequests())
                .extracting(StreamToolCallsTest::text)
                .isEqualTo(expected);
        assertThat(handler.completeToolCalls())
                .extracting(CompleteToolCall::toolExecutionRequest)
                .containsExactlyInAnyOrderElementsOf(
                        handler.response().aiMessage().toolExecutionRequests());
        for (CompleteToolCall call : handler.completeToolCalls()) {
            String told = handler.partialToolCalls().stream()
                    .filter(partial -> partial.index() == call.index())
                    .map(PartialToolCall::partialArguments)
                    .reduce("", String::concat);
            String arguments = call.toolExecutionRequest().arguments();
            assertThat(told).isEqualTo(arguments.equals("{}") ? "" : arguments);
        }
    }

    @Test
    void an_empty_object_before_the_fragments_is_none_of_them() {
        RecordingHandler handler = stream(List.of(
                list(call(0, "D681PevKs", "add", "{}")),
                list(call(0, null, null, "{'a'")),
                list(call(0, null, "add", ":1}"))));

        assertThat(handler.response().aiMessage().toolExecutionRequests())
                .extracting(StreamToolCallsTest::text)
                .containsExactly(ADD);
        assertThat(handler.completeToolCalls()).hasSize(1);
    }

    @Test
    void a_call_is_complete_when_the_next_begins() {
        RecordingHandler handler = new RecordingHandler();
        StreamTrial.of(
                connection -> {
                    connection.readRequest();
                    connection.sendStreamHead();
                    connection.send(json(list(call(0, "D681PevKs", "add", "{'a':1}"))));
                    connection.send(json(list(call(1, "D681PevKt", "sub", "{'b'"))));
                    Eventually.that(
                            "the first call is complete",
                            () -> handler.completeToolCalls().size() == 1);
                    connection.send(json(list(call(1, null, null, ":2}"))) + last("", "tool_calls") + DONE);
                },
                handler);

        assertThat(handler.completeToolCalls())
                .extracting(CompleteToolCall::index)
                .containsExactly(0, 1);
    }

    @Test
    void a_cut_stream_keeps_the_calls_that_had_arrived() {
        RecordingHandler handler = StreamTrial.of(start() + json(list(call(0, "D681PevKs", "add", "{'a'"))));

        assertThat(handler.completeToolCalls()).isEmpty();
        assertThat(partialCalls(handler.error())).containsExactly("D681PevKs add {'a'");
    }

    private static List<String> partialCalls(Throwable error) {
        return ((MistralHttpException) error.getCause())
                .partialResponse().aiMessage().toolExecutionRequests().stream()
                        .map(StreamToolCallsTest::text)
                        .toList();
    }

    private static RecordingHandler stream(List<String> deltas) {
        StringBuilder body = new StringBuilder(start());
        deltas.forEach(delta -> body.append(json(delta)));
        return StreamTrial.of(body + last("", "tool_calls") + DONE);
    }

    private static String json(String list) {
        return toolCalls(list.replace('\'', '"'));
    }

    private static String list(String... calls) {
        return "[" + String.join(",", calls) + "]";
    }

    private static String call(@Nullable Integer index, @Nullable String id, @Nullable String name, String arguments) {
        return "{" + (index == null ? "" : "'index':" + index + ",") + (id == null ? "" : "'id':'" + id + "',")
                + "'function':{" + (name == null ? "" : "'name':'" + name + "',") + "'arguments':'"
                + arguments.replace("'", "\\'") + "'}}";
    }

    private static String text(ToolExecutionRequest call) {
        String id = call.id().startsWith("D681PevK") ? call.id() : "new";
        return id + " " + call.name() + " " + call.arguments().replace('"', '\'');
    }
}
