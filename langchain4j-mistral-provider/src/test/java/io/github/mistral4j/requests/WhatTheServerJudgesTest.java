package io.github.mistral4j.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatRequestParameters;
import io.github.mistral4j.MistralChatResponseMetadata;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.api.TokenLogprob;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server judges is sent as it is set, under the names of all kinds that a builder knows. */
class WhatTheServerJudgesTest {

    private final WireServer server = WireServer.start();
    private final MistralClient client =
            MistralClient.builder().baseUrl(server.baseUrl()).apiKey("k").build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private MistralChatModel.Builder model() {
        return MistralChatModel.builder().client(client).modelName("m");
    }

    static Stream<Arguments> options() {
        return Stream.of(
                option("top_k", "5", builder -> builder.topK(5)),
                option("min_tokens", "2", builder -> builder.minTokens(2)),
                option("repetition_penalty", "1.1", builder -> builder.repetitionPenalty(1.1)),
                option("logprobs", "true", builder -> builder.logprobs(true)),
                option("top_logprobs", "3", builder -> builder.topLogprobs(3)),
                option("prompt_logprobs", "true", builder -> builder.promptLogprobs(true)),
                option("top_prompt_logprobs", "4", builder -> builder.topPromptLogprobs(4)),
                option("reasoning_effort", "\"max\"", builder -> builder.reasoningEffort("max")),
                option("reasoning_effort", "\"anything\"", builder -> builder.reasoningEffort("anything")),
                option("random_seed", "7", builder -> builder.seed(7)),
                option("stop", "[\"a\"]", builder -> builder.stop(List.of("a"))),
                option("max_tokens", "9", builder -> builder.maxCompletionTokens(9)),
                option("x", "1", builder -> builder.customParameters(Map.of("x", 1))));
    }

    private static Arguments option(String field, String json, Consumer<MistralChatModel.Builder> setting) {
        return Arguments.of(field, json, setting);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("options")
    void an_option_arrives_under_its_name(String field, String json, Consumer<MistralChatModel.Builder> setting) {
        MistralChatModel.Builder builder = model();
        setting.accept(builder);
        builder.build().chat("hello");

        assertThat(server.nextJson().get(field).toString()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"high", "max"})
    void greedy_sampling_of_a_model_that_reasons_sends_top_p_1(String effort) {
        model().temperature(0.0).reasoningEffort(effort).build().chat("hello");

        assertThat(server.nextJson().get("top_p").toString()).isEqualTo("1.0");
    }

    @Test
    void greedy_sampling_of_a_model_that_does_not_reason_leaves_top_p_out() {
        model().temperature(0.0).reasoningEffort("none").build().chat("hello");
        assertThat(server.nextJson().has("top_p")).isFalse();
        model().temperature(0.0).build().chat("hello");
        assertThat(server.nextJson().has("top_p")).isFalse();
    }

    @Test
    void thinking_and_strictness_can_be_set_for_one_request() {
        server.answers(Answers.json(
                        200,
                        "{\"id\":\"1\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":"
                                + "\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\","
                                + "\"text\":\"hm\"}]},{\"type\":\"text\",\"text\":\"a\"}]},\"finish_reason\":\"stop\"}]}")
                .build());
        AiMessage earlier = AiMessage.builder().text("b").thinking("hm").build();

        AiMessage answer = model().build()
                .chat(ChatRequest.builder()
                        .messages(UserMessage.from("hi"), earlier, UserMessage.from("more"))
                        .parameters(MistralChatRequestParameters.builder()
                                .returnThinking(false)
                                .sendThinking(false)
                                .strictJsonSchema(false)
                                .responseFormat(ResponseFormat.builder()
                                        .type(ResponseFormatType.JSON)
                                        .jsonSchema(JsonSchema.builder()
                                                .name("s")
                                                .rootElement(JsonObjectSchema.builder()
                                                        .addStringProperty("a")
                                                        .build())
                                                .build())
                                        .build())
                                .build())
                        .build())
                .aiMessage();

        JsonNode body = server.nextJson();
        assertThat(answer.thinking()).isNull();
        assertThat(body.at("/messages/1/content").textValue()).isEqualTo("b");
        assertThat(body.at("/response_format/json_schema/strict").booleanValue())
                .isFalse();
    }

    @Test
    void built_in_tools_go_out_as_they_are_beside_functions() {
        Map<String, Object> images = Map.of("type", "image_generation");
        Map<String, Object> library = Map.of("type", "document_library", "library_ids", List.of("a"));
        model().builtInTools(List.of(images)).build().chat("hello");
        JsonNode alone = server.nextJson();
        model().builtInTools(List.of(images))
                .build()
                .chat(ChatRequest.builder()
                        .messages(UserMessage.from("hi"))
                        .parameters(MistralChatRequestParameters.builder()
                                .toolSpecifications(
                                        ToolSpecification.builder().name("f").build())
                                .toolChoice(ToolChoice.REQUIRED)
                                .builtInTools(List.of(images, library))
                                .build())
                        .build());
        JsonNode beside = server.nextJson();

        assertThat(alone.get("tools")).isEqualTo(WireServer.json("[{\"type\":\"image_generation\"}]"));
        assertThat(beside.at("/tools/0/function/name").textValue()).isEqualTo("f");
        assertThat(beside.at("/tools/1/type").textValue()).isEqualTo("image_generation");
        assertThat(beside.at("/tools/2/library_ids/0").textValue()).isEqualTo("a");
        assertThat(beside.get("tool_choice").textValue()).isEqualTo("any");
    }

    @Test
    void the_token_of_a_connector_is_in_no_message() {
        server.answers(
                Answers.json(400, "{\"message\":\"bad token sv9XkQ27zz81\"}").build());
        MistralChatModel model = model().builtInTools(List.of(Map.of(
                        "type", "connector",
                        "connector_id", "c",
                        "authorization", Map.of("type", "api-key", "value", "sv9XkQ27zz81"))))
                .build();

        assertThat(catchThrowable(() -> model.chat("hi"))).hasMessageNotContaining("sv9XkQ27zz81");
    }

    private static final String LOGPROBS = "{\"content\":[{\"token\":\"%s\",\"logprob\":-0.5,\"bytes\":[97],"
            + "\"token_id\":7,\"top_logprobs\":[{\"token\":\"b\",\"logprob\":-2,\"bytes\":[98],\"token_id\":8}]}]}";

    @Test
    void log_probabilities_come_back_typed_whole_and_streamed_the_same() {
        server.answers(
                Answers.json(
                                200,
                                "{\"id\":\"1\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{"
                                        + "\"role\":\"assistant\",\"content\":\"aa\"},\"finish_reason\":\"stop\","
                                        + "\"logprobs\":" + LOGPROBS.formatted("aa") + ",\"prompt_logprobs\":"
                                        + LOGPROBS.formatted("p") + "}]}")
                        .build(),
                Answers.events(chunk("aa", "null", "\"logprobs\":" + LOGPROBS.formatted("aa"))
                                + chunk(
                                        "",
                                        "\"stop\"",
                                        "\"logprobs\":null,\"prompt_logprobs\":" + LOGPROBS.formatted("p"))
                                + "data: [DONE]\n\n")
                        .build());
        TokenLogprob alternative = new TokenLogprob("b", -2, List.of(98), 8, List.of());
        TokenLogprob ofAnswer = new TokenLogprob("aa", -0.5, List.of(97), 7, List.of(alternative));
        TokenLogprob ofPrompt = new TokenLogprob("p", -0.5, List.of(97), 7, List.of(alternative));

        MistralChatResponseMetadata whole = (MistralChatResponseMetadata)
                model().logprobs(true).build().chat(UserMessage.from("hi")).metadata();
        CompletableFuture<ChatResponse> streamed = new CompletableFuture<>();
        MistralStreamingChatModel.builder()
                .client(client)
                .modelName("m")
                .logprobs(true)
                .build()
                .chat("hi", new StreamingChatResponseHandler() {
                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        streamed.complete(response);
                    }

                    @Override
                    public void onError(Throwable error) {
                        streamed.completeExceptionally(error);
                    }
                });
        MistralChatResponseMetadata ofStream = (MistralChatResponseMetadata)
                streamed.orTimeout(20, TimeUnit.SECONDS).join().metadata();

        for (MistralChatResponseMetadata metadata : List.of(whole, ofStream)) {
            assertThat(metadata.logprobs()).containsExactly(ofAnswer);
            assertThat(metadata.promptLogprobs()).containsExactly(ofPrompt);
        }
    }

    private static String chunk(String text, String finishReason, String more) {
        return "data: {\"id\":\"s\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                + text + "\"},\"finish_reason\":" + finishReason + "," + more + "}]}\n\n";
    }

    @Test
    void a_model_like_another_shares_its_client_and_differs_where_it_is_told() {
        MistralChatModel model =
                model().temperature(0.2).seed(7).returnThinking(false).build();
        MistralChatModel like = model.toBuilder().temperature(0.9).build();
        MistralStreamingChatModel streaming =
                MistralStreamingChatModel.builder().client(client).modelName("s").build().toBuilder()
                        .build();
        like.chat("hello");
        like.close();

        JsonNode body = server.nextJson();
        assertThat(body.get("temperature").doubleValue()).isEqualTo(0.9);
        assertThat(body.get("random_seed").intValue()).isEqualTo(7);
        assertThat(model.chat("still there")).isEqualTo("fine");
        assertThat(streaming.defaultRequestParameters().modelName()).isEqualTo("s");
        assertThat(((MistralChatRequestParameters) model.defaultRequestParameters())
                        .toBuilder().seed(8).build().randomSeed())
                .isEqualTo(8);
    }

    @Test
    void parameters_name_what_is_set_and_no_value_of_it() {
        String text = MistralChatRequestParameters.builder()
                .modelName("m")
                .prefix("the secret prompt")
                .randomSeed(5)
                .build()
                .toString();

        assertThat(text).contains("m", "prefix", "randomSeed").doesNotContain("secret");
    }

    @Test
    void metadata_and_fields_of_a_gateway_go_out_with_embeddings() {
        server.answers(Answers.embeddings(1, 1), Answers.embeddings(1, 1));
        MistralEmbeddingModel model = MistralEmbeddingModel.builder()
                .client(client)
                .modelName("mistral-embed")
                .metadata(Map.of("team", "a"))
                .extraBody(Map.of("tags", List.of("b")))
                .build();
        model.embed(TextSegment.from("text"));
        JsonNode first = server.nextJson();
        model.toBuilder().customParameters(Map.of("x", 1)).build().embed(TextSegment.from("text"));
        JsonNode second = server.nextJson();

        assertThat(first.at("/metadata/team").textValue()).isEqualTo("a");
        assertThat(first.at("/tags/0").textValue()).isEqualTo("b");
        assertThat(second.at("/metadata/team").textValue()).isEqualTo("a");
        assertThat(second.get("x").intValue()).isOne();
        assertThat(catchThrowable(() -> MistralEmbeddingModel.builder().extraBody(Map.of("input", "x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input");
    }

    @Test
    void null_is_the_default_of_every_option() throws Exception {
        MistralChatModel.Builder chat =
                MistralChatModel.builder().baseUrl(server.baseUrl()).modelName("m");
        MistralEmbeddingModel.Builder embedding =
                MistralEmbeddingModel.builder().baseUrl(server.baseUrl()).modelName("mistral-embed");
        for (Object builder : List.of(chat, embedding)) {
            for (var method : builder.getClass().getMethods()) {
                boolean option = method.getParameterCount() == 1
                        && !method.isVarArgs()
                        && !method.getParameterTypes()[0].isPrimitive()
                        && !method.isBridge()
                        && !List.of("modelName", "baseUrl", "equals").contains(method.getName())
                        && method.getReturnType() != void.class
                        && method.getReturnType() != boolean.class;
                if (option) {
                    method.setAccessible(true);
                    method.invoke(builder, new Object[] {null});
                }
            }
        }

        assertThat(chat.build().chat("hello")).isEqualTo("fine");
        assertThat(embedding.build()).isNotNull();
    }
}
