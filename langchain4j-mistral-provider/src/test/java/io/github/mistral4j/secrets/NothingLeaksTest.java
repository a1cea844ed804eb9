package io.github.mistral4j.secrets;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatRequestParameters;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralModelCatalog;
import io.github.mistral4j.MistralPartialEmbeddings;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.ChatStreamListener;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.ResponseInfo;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.EmbeddingsRequest;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.FunctionTool;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.client.api.ResponseFormat;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.Streamed;
import io.github.mistral4j.requests.WireServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** L1: a full run with marked key, prompt, answer and gateway key, in which none of the marks appears anywhere. */
class NothingLeaksTest {

    private static final String KEY = "kEy7MarkQ2w8Zx5Rt1";
    private static final String GATEWAY = "gw-virtual-9f3b1c77";
    private static final String PROMPT = "my cat Wilhelmina\nowes 4711 crowns to Ottokar";
    private static final String ANSWER = "Ludmilla pays it back by Thursday";
    private static final String IMAGE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB";

    private static final List<String> MARKS = List.of(
            KEY,
            KEY.substring(0, 6),
            KEY.substring(KEY.length() - 6),
            KEY.substring(5, 12),
            GATEWAY,
            "9f3b1c77",
            "Wilhelmina",
            "4711 crowns",
            "Ottokar",
            "Ludmilla",
            "Thursday",
            "SUhEUgAAAA");

    private static final String ESCAPED = PROMPT.replace("\n", "\\n");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void in_a_full_run(boolean http2) {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        HandshakeCertificates clientSide = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        try (Capture capture = new Capture();
                WireServer server = http2 ? WireServer.startWithTls(certificate) : WireServer.start()) {
            MistralClientBuilder builder = capture.object(new RetryTiming()
                    .client()
                    .apiKey(KEY)
                    .header("x-bf-vk", GATEWAY)
                    .logRequests(true)
                    .logResponses(true)
                    .onRetry(event -> {
                        capture.object(event);
                        capture.failure(event.cause());
                    }));
            if (http2) {
                builder.okHttpClient(new OkHttpClient.Builder()
                        .sslSocketFactory(clientSide.sslSocketFactory(), clientSide.trustManager())
                        .build());
            }
            try (MistralClient client =
                    capture.object(builder.baseUrl(server.baseUrl())).build()) {
                capture.object(builder);
                run(capture, server, client);
            }

            assertThat(capture.javaLines()).isPositive();
            assertThat(capture.texts()).hasSizeGreaterThan(50);
            assertThat(leaks(capture)).isEmpty();
        }
    }

    private static List<String> leaks(Capture capture) {
        return capture.texts().stream()
                .flatMap(text -> MARKS.stream()
                        .filter(mark -> text.toLowerCase(Locale.ROOT).contains(mark.toLowerCase(Locale.ROOT)))
                        .limit(1)
                        .map(mark -> mark + " in " + text.lines().limit(3).collect(Collectors.joining(" / "))))
                .distinct()
                .toList();
    }

    private static void run(Capture capture, WireServer server, MistralClient client) {
        capture.object(client);
        MistralChatModel chat = capture.object(capture.object(MistralChatModel.builder()
                        .client(client)
                        .modelName("m")
                        .defaultRequestParameters(capture.object(MistralChatRequestParameters.builder()
                                .prediction(PROMPT)
                                .promptCacheKey("cache")
                                .metadata(Map.of("who", PROMPT))
                                .build())))
                .build());
        MistralStreamingChatModel streaming = capture.object(MistralStreamingChatModel.builder()
                .client(client)
                .modelName("m")
                .build());
        MistralEmbeddingModel embedding = capture.object(MistralEmbeddingModel.builder()
                .client(client)
                .modelName("mistral-embed")
                .maxSegmentsPerBatch(1)
                .maxBatchesInFlight(1)
                .progressListener(capture::object)
                .build());

        server.answers(Answers.chat(ANSWER));
        ChatResponse response = chat.chat(conversation());
        capture.object(response.metadata());
        capture.object(response.tokenUsage());
        server.answers(Answers.stream(ANSWER, ANSWER));
        assertThat(Streamed.of(streaming, PROMPT).text()).contains(ANSWER);
        server.answers(Answers.embeddings(1, 3));
        embedding.embed(PROMPT);
        clientObjects(capture, server, client);

        for (ResponseDefinition failing : keyFailures()) {
            server.otherwise(request -> failing);
            capture.failure(catchThrowable(() -> capture.object(
                            MistralModelCatalog.builder().client(client).build())
                    .listModels()));
            capture.failure(catchThrowable(() -> chat.chat(conversation())));
        }
        for (ResponseDefinition failing : promptFailures()) {
            server.otherwise(request -> failing);
            capture.failure(catchThrowable(() -> chat.chat(conversation())));
            capture.failure(Streamed.of(streaming, PROMPT).error());
            capture.failure(catchThrowable(() -> embedding.embed(PROMPT)));
        }
        server.answers(Answers.json(400, "{\"message\":\"bad image data:image/png;base64," + IMAGE + "\"}")
                .build());
        capture.failure(catchThrowable(() -> chat.chat(conversation())));
        for (ResponseDefinition failing : brokenStreams()) {
            server.answers(failing);
            capture.failure(Streamed.of(streaming, PROMPT).error());
        }
        server.answers(Answers.embeddings(1, 3));
        server.otherwise(request -> Answers.error(400));
        Throwable partly = catchThrowable(
                () -> embedding.embedAll(List.of(TextSegment.from(PROMPT), TextSegment.from("second " + PROMPT))));
        capture.failure(partly);
        MistralPartialEmbeddings found = MistralPartialEmbeddings.of(partly);
        assertThat(found).isNotNull();
        capture.object(found);
        server.answers(Answers.error(503), Answers.chat(ANSWER));
        chat.chat(conversation());
        capture.failure(catchThrowable(() -> chat.chat(
                UserMessage.from(PROMPT),
                AiMessage.from(ToolExecutionRequest.builder()
                        .id("call_1")
                        .name("look_up")
                        .arguments("{\"who\":\"Wilhelmina\"}")
                        .build()),
                UserMessage.from(PROMPT))));
        capture.failure(
                catchThrowable(() -> embedding.embedAll(List.of(TextSegment.from(PROMPT), TextSegment.from(" ")))));
    }

    private static ChatRequest conversation() {
        ToolExecutionRequest call = ToolExecutionRequest.builder()
                .id("call_1")
                .name("look_up")
                .arguments("{\"who\":\"Ottokar of Wilhelmina\"}")
                .build();
        return ChatRequest.builder()
                .messages(
                        SystemMessage.from("system: " + PROMPT),
                        UserMessage.from(
                                TextContent.from(PROMPT),
                                ImageContent.from(Image.builder()
                                        .base64Data(IMAGE)
                                        .mimeType("image/png")
                                        .build())),
                        AiMessage.from(call),
                        ToolExecutionResultMessage.from(call, "Ottokar holds 4711 crowns"),
                        UserMessage.from(PROMPT))
                .build();
    }

    private static List<ResponseDefinition> keyFailures() {
        String echo = "{\"message\":\"%s\",\"type\":\"%s\",\"code\":\"%s\"}";
        return List.of(
                Answers.json(401, echo.formatted("Invalid API Key " + KEY, KEY, KEY))
                        .build(),
                Answers.json(401, "{\"detail\":\"Incorrect key kEy7Ma**********5Rt1, see docs\"}")
                        .build(),
                Answers.json(401, "{\"detail\":\"Bearer " + KEY + "\"}").build(),
                Answers.json(400, "{\"error\":{\"message\":\"virtual key '" + GATEWAY + "' has no budget\"}}")
                        .build());
    }

    private static List<ResponseDefinition> promptFailures() {
        return List.of(
                Answers.json(
                                422,
                                "{\"detail\":[{\"loc\":[\"body\",\"" + ESCAPED + "\"],\"msg\":\"Bad value " + ESCAPED
                                        + "\",\"input\":\"" + ESCAPED + "\"}]}")
                        .build(),
                Answers.json(
                                422,
                                "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"input_value='my cat Wilhelmina\\\\nowes 4711 crowns to Ottokar'\"}]}")
                        .build(),
                Answers.json(503, "{\"message\":\"cannot answer: " + ESCAPED + "\"}")
                        .build(),
                Answers.json(429, "{\"message\":\"slow down, " + ESCAPED + "\"}")
                        .withHeader("Retry-After", "1")
                        .build(),
                Answers.json(500, "<html>" + PROMPT + " " + KEY + "</html>")
                        .withHeader("Content-Type", "text/html")
                        .build(),
                Answers.json(200, "{\"object\":\"error\",\"message\":\"no: " + ESCAPED + "\"}")
                        .build(),
                Answers.json(200, "{\"choices\":[{\"message\":{\"content\":\"" + ANSWER + "\" oops}}]}")
                        .build(),
                Answers.json(200, "{\"choices\":[{\"message\":{\"content\":\"" + ANSWER)
                        .build(),
                Answers.json(200, ANSWER).build(),
                aResponse()
                        .withStatus(307)
                        .withHeader("Location", "https://" + KEY + ".example/" + GATEWAY)
                        .build(),
                aResponse().withFault(Fault.EMPTY_RESPONSE).build());
    }

    private static List<ResponseDefinition> brokenStreams() {
        String first = "data: " + Answers.chunk(ANSWER, "null") + "\n\n";
        return List.of(
                Answers.events(first).build(),
                Answers.events(first + "data: {\"object\":\"error\",\"message\":\"cannot say " + ESCAPED + "\"}\n\n")
                        .build(),
                Answers.events(first + "data: {\"error\":{\"message\":\"" + KEY + "\"}}\n\n")
                        .build(),
                Answers.events(first + "data: {\"choices\":[{\"delta\":{\"content\":\"" + ANSWER + "\" nope\n\n")
                        .build(),
                Answers.events("data: " + Answers.chunk(ANSWER, "\"error\"") + "\n\n")
                        .build());
    }

    private static void clientObjects(Capture capture, WireServer server, MistralClient client) {
        List<ContentPart> parts = List.of(
                new ContentPart.Text(PROMPT),
                new ContentPart.ImageUrl("data:image/png;base64," + IMAGE, "low"),
                new ContentPart.DocumentUrl("data:application/pdf;base64," + IMAGE, PROMPT),
                new ContentPart.InputAudio(IMAGE),
                new ContentPart.Thinking(List.of(new ContentPart.Text(ANSWER)), IMAGE, true),
                new ContentPart.ToolReference("web", ANSWER, PROMPT, PROMPT, ANSWER),
                new ContentPart.Unknown("new", Map.of("text", ANSWER)));
        parts.forEach(capture::object);
        ToolCall call = capture.object(new ToolCall("abcdefghi", "look_up", PROMPT));
        ChatCompletionRequest request = capture.object(ChatCompletionRequest.builder()
                .model("m")
                .messages(List.of(
                        capture.object(new Message.System(MessageContent.text(PROMPT))),
                        capture.object(new Message.User(capture.object(MessageContent.parts(parts.subList(0, 1))))),
                        capture.object(new Message.Assistant(MessageContent.text(ANSWER), List.of(call), false)),
                        capture.object(new Message.Tool(MessageContent.text(PROMPT), "abcdefghi", null)),
                        new Message.User(MessageContent.text(PROMPT))))
                .tools(List.of(
                        capture.object(new FunctionTool("look_up", PROMPT, Map.of("description", PROMPT), true))))
                .responseFormat(capture.object(
                        new ResponseFormat.JsonSchema("answer", PROMPT, Map.of("description", PROMPT), true)))
                .prediction(PROMPT)
                .stop(List.of(PROMPT))
                .metadata(Map.of("who", PROMPT))
                .extra(Map.of("prompt", PROMPT))
                .build());
        server.answers(Answers.chat(ANSWER));
        capture.object(client.chat(request));
        server.answers(Answers.embeddings(1, 2));
        capture.object(client.embed(capture.object(new EmbeddingsRequest("e", List.of(PROMPT)))));
        server.answers(Answers.events(
                        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":"
                                + "[{\"type\":\"text\",\"text\":\"" + ANSWER
                                + "\"}]}],\"tool_calls\":[{\"id\":\"abcdefghi\",\"index\":0,"
                                + "\"function\":{\"name\":\"look_up\",\"arguments\":\"" + ANSWER
                                + "\"}}]},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1}}\n\ndata: [DONE]\n\n")
                .build());
        CountDownLatch ended = new CountDownLatch(1);
        capture.object(client.streamChat(request, new Listener(capture, ended)));
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void of_a_key_that_holds_a_line_break() {
        Capture capture = new Capture();
        try (capture) {
            capture.failure(catchThrowable(() -> MistralClient.builder().apiKey(KEY + "\n" + KEY)));
            capture.failure(catchThrowable(() -> MistralClient.builder().apiKey("Bearer \u00e9" + KEY)));
            capture.failure(catchThrowable(() -> MistralClient.builder().header("x-bf-vk", GATEWAY + "\r\nX: y")));
            capture.failure(catchThrowable(() -> MistralClient.builder().header("x bad\n" + GATEWAY, "v")));
            capture.failure(catchThrowable(() -> MistralClient.builder().baseUrl("not a URL " + KEY)));
            capture.failure(catchThrowable(() -> MistralClient.builder().baseUrl("https://u:" + KEY + "@host/v1")));
            try (MistralChatModel model = MistralChatModel.builder()
                    .baseUrl("http://127.0.0.1:9/v1")
                    .apiKey(() -> KEY + "\n" + KEY)
                    .modelName("m")
                    .build()) {
                capture.failure(catchThrowable(() -> model.chat(PROMPT)));
            }
            try (MistralChatModel model = MistralChatModel.builder()
                    .baseUrl("http://127.0.0.1:9/v1")
                    .header("x-bf-vk", () -> GATEWAY + "\n")
                    .modelName("m")
                    .build()) {
                capture.failure(catchThrowable(() -> model.chat(PROMPT)));
            }
        }
        assertThat(capture.texts()).hasSizeGreaterThanOrEqualTo(16);
        assertThat(leaks(capture)).isEmpty();
    }

    private record Listener(Capture capture, CountDownLatch ended) implements ChatStreamListener {

        @Override
        public void onOpen(ResponseInfo info) {
            capture.object(info);
        }

        @Override
        public void onPart(int choice, ContentPart part) {
            capture.object(part);
        }

        @Override
        public void onToolCall(int choice, ToolCall delta) {
            capture.object(delta);
        }

        @Override
        public void onFinish(int choice, FinishReason reason) {
            capture.object(reason);
        }

        @Override
        public void onUsage(Usage usage) {
            capture.object(usage);
        }

        @Override
        public void onStart(@Nullable String id, @Nullable String model, @Nullable Long created) {}

        @Override
        public void onText(int choice, String text) {}

        @Override
        public void onUnknownEvent(Map<String, @Nullable Object> event) {}

        @Override
        public void onComplete() {
            ended.countDown();
        }

        @Override
        public void onFailure(MistralException failure) {
            ended.countDown();
        }
    }
}
