package io.github.mistral4j.core036;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import io.github.mistral4j.client.MistralApiException;
import io.github.mistral4j.client.MistralClient;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OldInterfacesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}";

    private final MockWebServer server = new MockWebServer();
    private MistralClient client;

    @BeforeEach
    void start() throws Exception {
        server.start();
        client = MistralClient.builder()
                .baseUrl(server.url("/v1").toString())
                .apiKey("key")
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void a_chat_has_its_text_tokens_and_finish_reason() throws Exception {
        answers(message("{'role':'assistant','content':'Hi'}", "stop"));

        Response<AiMessage> answer = chat().generate(List.of(UserMessage.from("Hello")));

        assertThat(answer.content().text()).isEqualTo("Hi");
        assertThat(answer.tokenUsage().totalTokenCount()).isEqualTo(5);
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(sent()).isEqualTo(JSON.readTree("""
                {"model":"m","messages":[{"role":"user","content":"Hello"}],"stream":false,"temperature":0.2}"""));
    }

    @Test
    void thinking_is_left_out_of_the_text() {
        answers(message(
                "{'role':'assistant','content':[{'type':'thinking','thinking':[{'type':'text','text':'hm'}]},"
                        + "{'type':'text','text':'Hi'}]}",
                "stop"));

        assertThat(chat().generate("Hello")).isEqualTo("Hi");
    }

    @Test
    void a_tool_call_of_another_provider_gets_an_id_that_mistral_takes_and_its_result_the_same() throws Exception {
        answers(message("{'role':'assistant','content':'4'}", "stop"));
        ToolExecutionRequest call = ToolExecutionRequest.builder()
                .id("call_abcdefghijklmnop")
                .name("add")
                .arguments("{}")
                .build();
        List<ChatMessage> messages =
                List.of(UserMessage.from("2+2"), AiMessage.from(call), ToolExecutionResultMessage.from(call, "4"));

        chat().generate(messages);

        JsonNode sent = sent().path("messages");
        String id = sent.at("/1/tool_calls/0/id").asText();
        assertThat(id).matches("[a-zA-Z0-9]{9}");
        assertThat(sent.at("/2/tool_call_id").asText()).isEqualTo(id);
    }

    @Test
    void a_result_without_a_call_is_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> chat().generate(
                                List.of(UserMessage.from("2+2"), ToolExecutionResultMessage.from("1", "add", "4"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'add'");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void one_tool_alone_must_be_called() throws Exception {
        answers(message(
                "{'role':'assistant','content':'','tool_calls':[{'id':'abcdefghi','function':{'name':'add','arguments':'{}'}}]}",
                "tool_calls"));
        ToolSpecification tool = ToolSpecification.builder()
                .name("add")
                .parameters(JsonObjectSchema.builder().addIntegerProperty("a").build())
                .build();

        Response<AiMessage> answer = chat().generate(List.of(UserMessage.from("2+2")), tool);

        assertThat(answer.content().toolExecutionRequests()).hasSize(1);
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
        JsonNode sent = sent();
        assertThat(sent.path("tool_choice").asText()).isEqualTo("any");
        assertThat(sent.at("/tools/0/function/parameters/properties/a/type").asText())
                .isEqualTo("integer");
    }

    @Test
    void a_stream_gives_its_pieces_and_then_the_whole() throws Exception {
        streams("{'content':'Hel'}", "{'content':'lo'}");

        Pieces pieces = new Pieces();
        streaming().generate("Hi", pieces);

        assertThat(pieces.whole.get().content().text()).isEqualTo("Hello");
        assertThat(pieces.whole.get().tokenUsage().totalTokenCount()).isEqualTo(5);
        assertThat(pieces.texts).hasToString("Hel|lo|");
    }

    @Test
    void fragments_of_a_streamed_tool_call_become_one() throws Exception {
        streams(
                "{'tool_calls':[{'index':0,'id':'abcdefghi','function':{'name':'add','arguments':'{'}}]}",
                "{'tool_calls':[{'index':0,'function':{'name':'','arguments':'}'}}]}",
                "{'tool_calls':[{'index':1,'id':'bcdefghij','function':{'name':'sub','arguments':'{}'}}]}");

        Pieces pieces = new Pieces();
        streaming().generate("Hi", pieces);

        assertThat(pieces.whole.get().content().toolExecutionRequests())
                .extracting(ToolExecutionRequest::name, ToolExecutionRequest::arguments)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("add", "{}"),
                        org.assertj.core.groups.Tuple.tuple("sub", "{}"));
    }

    @Test
    void a_cut_stream_ends_in_an_error_and_no_answer() {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body(event("{'content':'Hel'}", "null"))
                .build());

        Pieces pieces = new Pieces();
        streaming().generate("Hi", pieces);

        assertThat(pieces.whole).failsWithin(java.time.Duration.ofSeconds(30));
    }

    @Test
    void a_refusal_is_an_exception_with_its_status() {
        server.enqueue(new MockResponse.Builder()
                .code(401)
                .body("{\"detail\":\"Unauthorized\"}")
                .build());

        assertThatThrownBy(() -> chat().generate("Hi"))
                .isInstanceOfSatisfying(
                        MistralApiException.class,
                        refusal -> assertThat(refusal.response().status()).isEqualTo(401));
    }

    @Test
    void three_hundred_texts_are_embedded_in_three_requests_in_their_order() {
        for (int from : new int[] {0, 128, 256}) {
            answers(vectors(from, Math.min(300, from + 128)));
        }
        List<TextSegment> segments =
                IntStream.range(0, 300).mapToObj(i -> TextSegment.from("t" + i)).toList();

        var answer = new MistralEmbeddingModel(client, "mistral-embed").embedAll(segments);

        assertThat(answer.content()).hasSize(300);
        assertThat(answer.content().get(299).vector()[0]).isEqualTo(299);
        assertThat(answer.tokenUsage().totalTokenCount()).isEqualTo(15);
    }

    @Test
    void an_ai_service_calls_its_tool_and_answers() throws Exception {
        answers(message(
                "{'role':'assistant','content':'','tool_calls':[{'id':'abcdefghi','function':{'name':'add','arguments':'{\\\"a\\\":2,\\\"b\\\":2}'}}]}",
                "tool_calls"));
        answers(message("{'role':'assistant','content':'It is 4'}", "stop"));

        Assistant assistant = AiServices.builder(Assistant.class)
                .chatLanguageModel(chat())
                .tools(new Calculator())
                .build();

        assertThat(assistant.ask("2+2")).isEqualTo("It is 4");
        sent();
        assertThat(sent().at("/messages/2/content").asText()).isEqualTo("4");
    }

    @Test
    void an_ai_service_of_a_record_asks_for_its_schema() throws Exception {
        answers(message("{'role':'assistant','content':'{\\\"name\\\":\\\"Ada\\\",\\\"age\\\":36}'}", "stop"));

        assertThat(AiServices.create(Extractor.class, chat()).extract("Ada, 36"))
                .isEqualTo(new Person("Ada", 36));
        assertThat(sent().at("/response_format/json_schema/schema/properties/age/type")
                        .asText())
                .isEqualTo("integer");
    }

    @Test
    void an_ai_service_streams() throws Exception {
        streams("{'content':'Hel'}", "{'content':'lo'}");
        CompletableFuture<String> whole = new CompletableFuture<>();

        AiServices.create(StreamingAssistant.class, streaming())
                .ask("Hi")
                .onNext(text -> {})
                .onComplete(answer -> whole.complete(answer.content().text()))
                .onError(whole::completeExceptionally)
                .start();

        assertThat(whole.get()).isEqualTo("Hello");
    }

    interface Assistant {
        String ask(String question);
    }

    interface StreamingAssistant {
        TokenStream ask(String question);
    }

    interface Extractor {
        Person extract(String text);
    }

    record Person(String name, int age) {}

    static final class Calculator {
        @Tool
        public int add(int a, int b) {
            return a + b;
        }
    }

    private static final class Pieces implements StreamingResponseHandler<AiMessage> {
        private final StringBuffer texts = new StringBuffer();
        private final CompletableFuture<Response<AiMessage>> whole = new CompletableFuture<>();

        @Override
        public void onNext(String text) {
            texts.append(text).append('|');
        }

        @Override
        public void onComplete(Response<AiMessage> response) {
            whole.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            whole.completeExceptionally(error);
        }
    }

    private MistralChatModel chat() {
        return new MistralChatModel(client, request -> request.model("m").temperature(0.2));
    }

    private MistralStreamingChatModel streaming() {
        return new MistralStreamingChatModel(client, request -> request.model("m"));
    }

    private JsonNode sent() throws Exception {
        return JSON.readTree(server.takeRequest().getBody().utf8());
    }

    private void answers(String body) {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build());
    }

    private void streams(String... deltas) {
        Stream<String> events = Arrays.stream(deltas).map(delta -> event(delta, "null"));
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body(String.join("", events.toList()) + event("{}", "\"stop\"") + "data: [DONE]\n\n")
                .build());
    }

    private static String event(String delta, String reason) {
        return "data: {\"id\":\"1\",\"model\":\"m\",\"created\":1,\"choices\":[{\"index\":0,\"delta\":"
                + delta.replace('\'', '"') + ",\"finish_reason\":" + reason + "}]"
                + (reason.equals("null") ? "" : "," + USAGE) + "}\n\n";
    }

    private static String message(String message, String reason) {
        return "{\"id\":\"1\",\"model\":\"m\",\"created\":1,\"choices\":[{\"index\":0,\"message\":"
                + message.replace('\'', '"') + ",\"finish_reason\":\"" + reason + "\"}]," + USAGE + "}";
    }

    private static String vectors(int from, int to) {
        String data = String.join(
                ",",
                IntStream.range(from, to)
                        .mapToObj(i -> "{\"index\":" + (i - from) + ",\"embedding\":[" + i + ",1]}")
                        .toList());
        return "{\"id\":\"1\",\"model\":\"m\",\"data\":[" + data + "]," + USAGE + "}";
    }
}
