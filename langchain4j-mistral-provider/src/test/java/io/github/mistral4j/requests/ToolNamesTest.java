package io.github.mistral4j.requests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatRequestParameters;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that the API refuses go out as it takes them, and come back as the application's own. */
class ToolNamesTest {

    private static final String ACCEPTED = "[a-zA-Z0-9_-]{1,64}";
    private static final List<String> REFUSED =
            List.of("calendar.read", "github/get_file", "wetter für morgen", "日本", "x".repeat(65), ".", "a\nb");

    private final WireServer server = WireServer.start().otherwise(ToolNamesTest::call);
    private final MistralClient client =
            MistralClient.builder().baseUrl(server.baseUrl()).apiKey("k").build();
    private final MistralChatModel model =
            MistralChatModel.builder().client(client).modelName("m").build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    /** Calls the first tool by the name that came. */
    private static ResponseDefinition call(LoggedRequest request) {
        JsonNode body = WireServer.json(request.getBodyAsString());
        String name = body.at("/tools/0/function/name").textValue();
        String call = "{\"id\":\"AbCdEf123\",\"type\":\"function\",\"index\":0,\"function\":{\"name\":\"" + name
                + "\",\"arguments\":\"{\\\"a\\\":1}\"}}";
        if (body.path("stream").booleanValue()) {
            return Answers.events(
                            "data: {\"id\":\"s\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
                                    + "{\"tool_calls\":[" + call
                                    + "]},\"finish_reason\":\"tool_calls\"}]}\n\ndata: [DONE]\n\n")
                    .build();
        }
        return Answers.json(
                        200,
                        "{\"id\":\"1\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":"
                                + "\"assistant\",\"content\":\"\",\"tool_calls\":[" + call
                                + "]},\"finish_reason\":\"tool_calls\"}]}")
                .build();
    }

    private static ChatRequest.Builder with(String... names) {
        return ChatRequest.builder()
                .messages(UserMessage.from("hi"))
                .toolSpecifications(Stream.of(names)
                        .map(name -> ToolSpecification.builder().name(name).build())
                        .toList());
    }

    static List<String> refusedNames() {
        return REFUSED;
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("refusedNames")
    void a_name_that_the_api_refuses_comes_back_as_it_was(String name) {
        AiMessage answer = model.chat(with(name).build()).aiMessage();

        assertThat(server.nextJson().at("/tools/0/function/name").textValue()).matches(ACCEPTED);
        assertThat(answer.toolExecutionRequests())
                .extracting(ToolExecutionRequest::name)
                .containsExactly(name);
    }

    @Test
    void a_stream_calls_a_tool_by_the_name_of_the_application() {
        List<String> told = new CopyOnWriteArrayList<>();
        CompletableFuture<ChatResponse> ended = new CompletableFuture<>();
        MistralStreamingChatModel.builder()
                .client(client)
                .modelName("m")
                .build()
                .chat(with("calendar.read").build(), new StreamingChatResponseHandler() {
                    @Override
                    public void onPartialToolCall(PartialToolCall call) {
                        told.add("partial " + call.name());
                    }

                    @Override
                    public void onCompleteToolCall(CompleteToolCall call) {
                        told.add("complete " + call.toolExecutionRequest().name());
                    }

                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        ended.complete(response);
                    }

                    @Override
                    public void onError(Throwable error) {
                        ended.completeExceptionally(error);
                    }
                });

        AiMessage answer = ended.orTimeout(20, TimeUnit.SECONDS).join().aiMessage();
        assertThat(told).containsExactly("partial calendar.read", "complete calendar.read");
        assertThat(answer.toolExecutionRequests().get(0).name()).isEqualTo("calendar.read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"calendar.read", "calendar_read"})
    void history_and_choice_use_the_name_that_goes_out(String name) throws Exception {
        ToolExecutionRequest call = ToolExecutionRequest.builder()
                .id("AbCdEf123")
                .name(name)
                .arguments("{}")
                .build();
        List<ChatMessage> history = List.of(
                UserMessage.from("hi"),
                AiMessage.from(call),
                ToolExecutionResultMessage.from(call, "done"),
                UserMessage.from("again"));
        model.chat(ChatRequest.builder()
                .messages(history)
                .parameters(MistralChatRequestParameters.builder()
                        .toolSpecifications(
                                ToolSpecification.builder().name(name).build())
                        .toolChoiceName(name)
                        .build())
                .build());

        JsonNode body = server.nextJson();
        String sent = body.at("/tools/0/function/name").textValue();
        assertThat(sent).matches(ACCEPTED);
        assertThat(body.at("/messages/1/tool_calls/0/function/name").textValue())
                .isEqualTo(sent);
        assertThat(body.at("/tool_choice/function/name").textValue()).isEqualTo(sent);
    }

    @Test
    void a_call_without_a_name_goes_out_under_one() {
        ToolExecutionRequest call =
                ToolExecutionRequest.builder().id("AbCdEf123").arguments("{}").build();
        model.chat(List.of(
                UserMessage.from("hi"), AiMessage.from(call), ToolExecutionResultMessage.from("AbCdEf123", "f", "ok")));

        assertThat(server.nextJson()
                        .at("/messages/1/tool_calls/0/function/name")
                        .textValue())
                .matches(ACCEPTED);
    }

    @Test
    void a_name_goes_out_the_same_in_every_request_and_none_as_another() {
        List<String> names = new ArrayList<>(REFUSED);
        names.addAll(List.of("a.b", "a/b", "a b", "a_b", "x".repeat(66), "x".repeat(64) + "y"));
        model.chat(with(names.toArray(String[]::new)).build());
        JsonNode first = server.nextJson().get("tools");
        // The name that "a.b" would have is taken by a tool of the application.
        names.add(first.get(REFUSED.size()).at("/function/name").textValue());
        model.chat(with(names.toArray(String[]::new)).build());
        JsonNode second = server.nextJson().get("tools");

        Set<String> sent = new HashSet<>();
        second.forEach(tool -> sent.add(tool.at("/function/name").textValue()));
        assertThat(sent).hasSize(names.size()).allMatch(name -> name.matches(ACCEPTED));
        assertThat(second.get(0)).isEqualTo(first.get(0));
        assertThat(second.get(REFUSED.size())).isNotEqualTo(first.get(REFUSED.size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{invalid: json", "{\"a\":", "[1]", "\"text\"", "7", "{} {}", "{\"a\":1}x", "nonsense"})
    void arguments_that_are_no_object_are_sent_within_one(String arguments) throws Exception {
        ToolExecutionRequest call = ToolExecutionRequest.builder()
                .id("AbCdEf123")
                .name("f")
                .arguments(arguments)
                .build();
        model.chat(List.of(
                UserMessage.from("hi"), AiMessage.from(call), ToolExecutionResultMessage.from(call, "not JSON")));

        String sent = server.nextJson()
                .at("/messages/1/tool_calls/0/function/arguments")
                .textValue();
        assertThat(new ObjectMapper().readTree(sent))
                .isEqualTo(new ObjectMapper().createObjectNode().put("invalid_arguments", arguments));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\": {\"b\": [1, null]}}", " { \"a\":1 } "})
    void arguments_that_are_an_object_are_sent_as_they_are(String arguments) {
        ToolExecutionRequest call = ToolExecutionRequest.builder()
                .id("AbCdEf123")
                .name("f")
                .arguments(arguments)
                .build();
        model.chat(List.of(UserMessage.from("hi"), AiMessage.from(call), ToolExecutionResultMessage.from(call, "ok")));

        assertThat(server.nextJson()
                        .at("/messages/1/tool_calls/0/function/arguments")
                        .textValue())
                .isEqualTo(arguments);
    }
}
