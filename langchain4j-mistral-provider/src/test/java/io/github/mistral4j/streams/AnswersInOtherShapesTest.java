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
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testing.faults.StreamTrial;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is said in another shape than Mistral's is understood or is an error, whole and streamed; an empty answer it never is. In the
 * tables ' stands for " and ^ for it within a string.
 */
class AnswersInOtherShapesTest {

    private static final String CALL =
            "{'id':'abcdefghi','type':'function','function':{'name':'pay','arguments':'{^x^:1}'}}";

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

    private static String json(String table) {
        return table.replace('\'', '"').replace("^", "\\\"");
    }

    private ChatResponse whole(String fields, String reason) {
        server.enqueue(
                Endpoint.CHAT_COMPLETIONS,
                Reply.json(json("{'id':'c','model':'m','choices':[{'index':0,'message':{'role':'assistant'," + fields
                        + "},'finish_reason':'" + reason + "'}]}")));
        return model.chat(UserMessage.from("hello"));
    }

    private static String delta(String fields) {
        return event(json("{'id':'c','model':'m','choices':[{'index':0,'delta':{" + fields + "}}]}"));
    }

    private static RecordingHandler streamed(String fields, String reason) {
        return StreamTrial.of(delta(fields) + last("", reason) + DONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'tool_calls':" + CALL,
                "'tool_calls':'[{^id^:^abcdefghi^,^function^:{^name^:^pay^,^arguments^:{^x^:1}}}]'",
                "'tool_calls':['{^id^:^abcdefghi^,^name^:^pay^,^arguments^:{^x^:1}}']",
                "'tool_calls':[[" + CALL + "]]",
                "'tool_calls':[" + CALL + "],'function_call':{'name':'pay','arguments':'{^x^:1}'}",
                "'function_call':{'name':'pay','arguments':'{^x^:1}'},'tool_calls':[" + CALL + "]",
                "'tool_calls':[{'id':'abcdefghi','function':{'name':'pay','parameters':{'x':1}}}]",
                "'tool_calls':[{'id':'abcdefghi','function':'{^name^:^pay^,^arguments^:{^x^:1}}'}]",
                "'tool_calls':[{'id':'abcdefghi','function':'pay','arguments':'{^x^:1}'}]",
                "'function_call':{'name':'pay','arguments':'{^x^:1}'}",
                "'function_call':{'name':'pay','arguments':'{^x^:1}'},'tool_calls':null",
                "'tool_calls':[],'function_call':{'name':'pay','arguments':{'x':1}}"
            })
    void a_call_in_another_shape_is_that_call(String fields) {
        for (String reason : new String[] {"tool_calls", "function_call"}) {
            ChatResponse whole = whole(fields, reason);

            assertThat(whole.aiMessage().toolExecutionRequests())
                    .singleElement()
                    .satisfies(call -> {
                        assertThat(call.name()).isEqualTo("pay");
                        assertThat(call.arguments()).isEqualTo("{\"x\":1}");
                        assertThat(call.id()).matches("[a-zA-Z0-9]{9}");
                    });
            assertThat(whole.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
            assertThat(streamed(fields, reason).response().aiMessage()).isEqualTo(whole.aiMessage());
        }
    }

    @Test
    void fragments_of_a_legacy_call_are_put_together() {
        RecordingHandler handler = StreamTrial.of(delta("'content':null,'function_call':{'name':'pay','arguments':''}")
                + delta("'function_call':{'arguments':'{^x^'}")
                + delta("'function_call':{'arguments':':1}'}")
                + last("", "function_call")
                + DONE);

        assertThat(handler.response().aiMessage().toolExecutionRequests())
                .singleElement()
                .extracting(ToolExecutionRequest::name, ToolExecutionRequest::arguments)
                .containsExactly("pay", "{\"x\":1}");
        assertThat(handler.completeToolCalls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"|0", "1|0", "null|0", "'0'|7", "0|null"},
            delimiter = '|')
    void fragments_go_on_with_the_call_whatever_their_index(String first, String next) {
        String index = first == null ? "" : ",'index':" + first;
        RecordingHandler handler = StreamTrial.of(
                delta("'tool_calls':[{'id':'abcdefghi','function':{'name':'pay','arguments':''}" + index + "}]")
                        + delta("'tool_calls':[{'index':" + next + ",'function':{'arguments':'{^x^:1}'}}]")
                        + last("", "tool_calls")
                        + DONE);

        assertThat(handler.response().aiMessage().toolExecutionRequests())
                .singleElement()
                .extracting(ToolExecutionRequest::arguments)
                .isEqualTo("{\"x\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'tool_calls':'pay(1)'",
                "'tool_calls':'[{^id^:'",
                "'tool_calls':7",
                "'tool_calls':true",
                "'tool_calls':[7]",
                "'tool_calls':{'0':" + CALL + "}",
                "'tool_calls':[{'a':1}]",
                "'function_call':'pay'",
                "'content':'beside','tool_calls':'pay(1)'"
            })
    void calls_that_cannot_be_read_are_an_error(String fields) {
        assertThatThrownBy(() -> whole(fields, "tool_calls")).isInstanceOf(InternalServerException.class);
        assertThat(streamed(fields, "tool_calls").error()).isInstanceOf(InternalServerException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "[]", "{}", "''", "false", "[null]", "[{}]", "'[]'", "'null'", "[{'type':'function'}]"})
    void no_calls_are_none_beside_a_text_and_an_error_where_they_are_announced(String calls) {
        String fields = "'content':'fine','tool_calls':" + calls + ",'function_call':"
                + calls.replace("[{", "{").replace("}]", "}");
        assertThat(whole(fields, "stop").aiMessage().text()).isEqualTo("fine");
        assertThat(streamed(fields, "stop").response().aiMessage().text()).isEqualTo("fine");

        String none = "'content':'','tool_calls':" + calls;
        assertThatThrownBy(() -> whole(none, "tool_calls"))
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("holds no call");
        assertThat(streamed(none, "tool_calls").error())
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("holds no call");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'reasoning':{'content':'Let me think.'}",
                "'reasoning':{'summary':[{'type':'summary_text','text':'Let me '},{'text':'think.'}]}",
                "'reasoning_content':['Let me ','think.']",
                "'reasoning_content':[{'type':'text','text':'Let me think.'}]",
                "'reasoning_details':[{'type':'reasoning.text','text':'Let me think.','signature':'s'}]",
                "'reasoning_details':[{'type':'reasoning.summary','summary':'Let me think.'},{'type':'reasoning.encrypted','data':'x'}]",
                "'reasoning':'Let me think.','reasoning_details':[{'type':'reasoning.text','text':'Let me think.'}]",
                "'reasoning_details':[{'type':'reasoning.text','text':'Let me think.'}],'reasoning':'Let me think.'",
                "'thinking':'Let me think.'",
                "'reasoning_content':'Let me think.','thinking_blocks':[{'type':'thinking','thinking':'Let me think.','signature':''}]",
                "'reasoning_content':null,'reasoning':[],'thinking_blocks':[{'type':'thinking','thinking':'Let me think.'}]"
            })
    void reasoning_of_another_shape_is_the_thinking_once(String fields) {
        AiMessage whole = whole("'content':'144'," + fields, "stop").aiMessage();

        assertThat(whole.thinking()).isEqualTo("Let me think.");
        assertThat(whole.text()).isEqualTo("144");
        assertThat(streamed("'content':'144'," + fields, "stop").response().aiMessage())
                .isEqualTo(whole);
    }

    @Test
    void all_of_the_reasoning_once_more_at_the_end_counts_once() {
        RecordingHandler handler = StreamTrial.of(delta("'reasoning':'Let me '")
                + delta("'reasoning':'think.'")
                + delta("'content':'144','reasoning_details':[{'text':'Let me think.','signature':'s'}]")
                + last("", "stop")
                + DONE);

        assertThat(handler.response().aiMessage().thinking()).isEqualTo("Let me think.");
    }

    @Test
    void reasoning_without_any_text_is_kept_and_handed_on() {
        String fields = "'content':'a','reasoning_details':[{'type':'reasoning.encrypted','data':'why'}]";
        AiMessage whole = whole(fields, "stop").aiMessage();
        RecordingHandler handler = streamed(fields, "stop");

        assertThat(whole.thinking()).isNull();
        assertThat(whole.attributes().toString()).contains("reasoning_details", "why");
        assertThat(handler.response().aiMessage()).isEqualTo(whole);
        assertThat(handler.unmapped()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'type':'output_text','text':'fine'}]",
                "[{'text':'fine'}]",
                "{'text':'fine'}",
                "['fi','ne']",
                "[{'type':'refusal','refusal':'fine'}]"
            })
    void a_text_in_another_shape_is_the_text(String content) {
        assertThat(whole("'content':" + content, "stop").aiMessage().text()).isEqualTo("fine");
        assertThat(streamed("'content':" + content, "stop")
                        .response()
                        .aiMessage()
                        .text())
                .isEqualTo("fine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'delta':{'content':'lo'},'text':''",
                "'text':'','delta':{'content':'lo'}",
                "'delta':{'content':'lo'},'text':'lo'",
                "'delta':{'content':'lo'},'message':{'role':'assistant','content':'Hello'}",
                "'message':{'role':'assistant','content':'Hello'},'delta':{'content':'lo'}",
                "'delta':null,'message':{'content':'lo'}"
            })
    void a_piece_counts_once_whatever_stands_beside_it(String choice) {
        RecordingHandler handler = StreamTrial.of(text("Hel")
                + event(json("{'choices':[{'index':0," + choice + "}]}"))
                + event(json("{'choices':[{'index':0,'delta':[],'finish_reason':'stop'}]}"))
                + DONE);

        assertThat(handler.response().aiMessage().text()).isEqualTo("Hello").isEqualTo(handler.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'0':{'delta':{'content':'lo'}}}", "'lo'", "7", "true"})
    void choices_that_are_no_list_are_an_error(String choices) {
        assertThat(StreamTrial.of(text("Hel") + event(json("{'choices':" + choices + "}")) + last("", "stop") + DONE)
                        .error())
                .isInstanceOf(InternalServerException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "eos_token, STOP",
        "stop_sequence, STOP",
        "end_turn, STOP",
        "max_tokens, LENGTH",
        "abort, OTHER",
        "STOP, OTHER"
    })
    void the_finish_reasons_of_other_servers_are_known(String reason, FinishReason known) {
        assertThat(whole("'content':'a'", reason).finishReason()).isEqualTo(known);
        assertThat(streamed("'content':'a'", reason).response().finishReason()).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: [DONE]\n", "data:[DONE]\r", "data:   [DONE]  \n", "data:[DONE]\n: and\n"})
    void a_stream_ends_with_DONE_although_the_connection_stays_open_without_a_blank_line(String done) {
        RecordingHandler handler = StreamTrial.of(connection -> {
            connection.readRequest();
            connection.sendStreamHead();
            connection.send(text("Hel") + last("lo", "stop") + done);
            connection.awaitClosedByClient();
        });

        assertThat(handler.response().aiMessage().text()).isEqualTo("Hello");
    }

    @Test
    void events_without_blank_lines_between_them_are_read() {
        assertThat(StreamTrial.of((text("Hel") + last("lo", "stop") + DONE).replace("\n\n", "\n"))
                        .response()
                        .aiMessage()
                        .text())
                .isEqualTo("Hello");
    }
}
