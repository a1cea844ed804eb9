package io.github.mistral4j.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ToolChoice;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatRequestParameters;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** E2: a setting that cannot be honoured throws, before anything is sent. */
class RefusedSettingsTest {

    private final WireServer server = WireServer.start();
    private final MistralClient client =
            MistralClient.builder().baseUrl(server.baseUrl()).apiKey("k").build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    static Stream<Named<ChatRequestParameters>> parametersOutOfRange() {
        return Stream.of(
                Named.of("temperature below 0", parameters(b -> b.temperature(-0.1))),
                Named.of("temperature above 1.5", parameters(b -> b.temperature(1.6))),
                Named.of("temperature NaN", parameters(b -> b.temperature(Double.NaN))),
                Named.of("topP 0", parameters(b -> b.topP(0.0))),
                Named.of("topP above 1", parameters(b -> b.topP(1.1))),
                Named.of("greedy with topP", parameters(b -> b.temperature(0.0).topP(0.5))),
                Named.of("maxOutputTokens", parameters(b -> b.maxOutputTokens(-1))),
                Named.of("frequencyPenalty", parameters(b -> b.frequencyPenalty(2.1))),
                Named.of("presencePenalty", parameters(b -> b.presencePenalty(-2.1))),
                Named.of("randomSeed", parameters(b -> b.randomSeed(-1))),
                Named.of("extraBody with a field of its own", parameters(b -> b.extraBody(Map.of("stop", "x")))),
                Named.of("extraBody with no JSON", parameters(b -> b.extraBody(Map.of("x", new Object())))),
                Named.of("metadata with no JSON", parameters(b -> b.metadata(Map.of("x", List.of(new Object()))))),
                Named.of("metadata with NaN", parameters(b -> b.metadata(Map.of("x", Double.NaN)))));
    }

    private static ChatRequestParameters parameters(Consumer<MistralChatRequestParameters.Builder> settings) {
        MistralChatRequestParameters.Builder builder = MistralChatRequestParameters.builder();
        settings.accept(builder);
        return builder.build();
    }

    @ParameterizedTest
    @MethodSource("parametersOutOfRange")
    void a_parameter_out_of_range_is_refused_by_request_and_by_model(ChatRequestParameters parameters) {
        MistralChatModel model =
                MistralChatModel.builder().client(client).modelName("m").build();
        MistralStreamingChatModel streaming = MistralStreamingChatModel.builder()
                .client(client)
                .modelName("m")
                .build();
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("hello"))
                .parameters(parameters)
                .build();

        assertThat(catchThrowable(() -> model.chat(request))).isExactlyInstanceOf(InvalidRequestException.class);
        assertThat(catchThrowable(() -> Streamed.of(streaming, request)))
                .isExactlyInstanceOf(InvalidRequestException.class);
        assertThat(catchThrowable(() -> MistralChatModel.builder()
                        .client(client)
                        .modelName("m")
                        .defaultRequestParameters(parameters)
                        .build()))
                .isExactlyInstanceOf(InvalidRequestException.class);
        assertThat(server.requests()).isZero();
    }

    @Test
    void more_than_one_answer_is_not_supported() {
        assertThatExceptionOfType(UnsupportedFeatureException.class)
                .isThrownBy(() -> MistralChatModel.builder()
                        .client(client)
                        .modelName("m")
                        .extraBody(Map.of("n", 2))
                        .build());
    }

    @Test
    void a_model_without_a_name_is_refused() {
        MistralChatModel model = MistralChatModel.builder().client(client).build();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> model.chat("hello"))
                .withMessageContaining("modelName");
    }

    @Test
    void a_forced_tool_must_be_there() {
        MistralChatModel model =
                MistralChatModel.builder().client(client).modelName("m").build();
        ChatRequest named = ChatRequest.builder()
                .messages(UserMessage.from("hello"))
                .parameters(parameters(b -> b.toolChoiceName("missing")))
                .build();
        ChatRequest required = ChatRequest.builder()
                .messages(UserMessage.from("hello"))
                .toolChoice(ToolChoice.REQUIRED)
                .build();

        assertThat(catchThrowable(() -> model.chat(named)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("missing");
        assertThat(catchThrowable(() -> model.chat(required))).isInstanceOf(LangChain4jException.class);
    }

    @Test
    void tools_that_the_api_refuses_are_named() {
        MistralChatModel model =
                MistralChatModel.builder().client(client).modelName("m").build();
        ToolSpecification twice = ToolSpecification.builder().name("twice").build();
        List<ToolSpecification> many = IntStream.range(0, 129)
                .mapToObj(i -> ToolSpecification.builder().name("t" + i).build())
                .toList();

        assertThat(catchThrowable(() -> model.chat(with(List.of(twice, twice)))))
                .hasMessageContaining("twice");
        assertThat(catchThrowable(() -> model.chat(with(many)))).hasMessageContaining("128");
        assertThat(server.requests()).isZero();
    }

    private static ChatRequest with(List<ToolSpecification> tools) {
        return ChatRequest.builder()
                .messages(UserMessage.from("hello"))
                .toolSpecifications(tools)
                .build();
    }

    @Test
    void a_shared_client_and_an_option_of_its_own_contradict_each_other() {
        Map<String, Consumer<MistralChatModel.Builder>> options = new HashMap<>();
        options.put("apiKey", b -> b.apiKey("x"));
        options.put("withoutApiKey", MistralChatModel.Builder::withoutApiKey);
        options.put("baseUrl", b -> b.baseUrl("https://x.example/v1"));
        options.put("header", b -> b.header("a", "b"));
        options.put("headers", b -> b.headers(Map.of("a", "b")));
        options.put("customHeaders", b -> b.customHeaders(Map.of("a", "b")));
        options.put("okHttpClient", b -> b.okHttpClient(new OkHttpClient()));
        options.put("timeout", b -> b.timeout(Duration.ofSeconds(1)));
        options.put("connectTimeout", b -> b.connectTimeout(Duration.ofSeconds(1)));
        options.put("firstByteTimeout", b -> b.firstByteTimeout(Duration.ofSeconds(1)));
        options.put("idleTimeout", b -> b.idleTimeout(Duration.ofSeconds(1)));
        options.put("callTimeout", b -> b.callTimeout(Duration.ofSeconds(1)));
        options.put("maxRetries", b -> b.maxRetries(1));
        options.put("maxRetryDuration", b -> b.maxRetryDuration(Duration.ofSeconds(1)));
        options.put("onRetry", b -> b.onRetry(event -> {}));
        options.put("requestsPerSecond", b -> b.requestsPerSecond(1));
        options.put("logRequests", b -> b.logRequests(true));
        options.put("logResponses", b -> b.logResponses(true));
        List<String> accepted = new ArrayList<>();
        options.forEach((name, option) -> {
            MistralChatModel.Builder builder =
                    MistralChatModel.builder().client(client).modelName("m");
            option.accept(builder);
            Throwable refusal = catchThrowable(builder::build);
            if (!(refusal instanceof IllegalArgumentException
                    && refusal.getMessage().contains(name))) {
                accepted.add(name);
            }
        });

        assertThat(accepted).isEmpty();
    }

    @Test
    void what_mistral_embed_cannot_do_is_not_supported() {
        assertThatExceptionOfType(UnsupportedFeatureException.class)
                .isThrownBy(() -> MistralEmbeddingModel.builder()
                        .client(client)
                        .modelName("mistral-embed")
                        .dimensions(512)
                        .build());
        assertThatExceptionOfType(UnsupportedFeatureException.class)
                .isThrownBy(() -> MistralEmbeddingModel.builder()
                        .client(client)
                        .modelName("mistral-embed")
                        .outputDtype("int8")
                        .build());
    }

    @Test
    void options_out_of_range_are_refused() {
        MistralEmbeddingModel.Builder builder = MistralEmbeddingModel.builder().client(client);

        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxSegmentsPerBatch(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxTokensPerBatch(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxBatchesInFlight(0));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> MistralEmbeddingModel.builder()
                        .client(client)
                        .modelName("codestral-embed")
                        .dimensions(4_000)
                        .build());
    }
}
