package io.github.mistral4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ToolChoice;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatRequestParameters;
import io.github.mistral4j.client.api.Guardrail;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of Mistral's parameters arrives under its name, set on the model or in the request. */
class ParametersTest {

    private WireServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WireServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private MistralChatModel.Builder model() {
        return MistralChatModel.builder()
                .baseUrl(server.baseUrl())
                .apiKey(server.apiKey())
                .modelName("mistral-small-2603");
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().messages(UserMessage.from("hello"));
    }

    static Stream<Arguments> ofTheModel() {
        return Stream.of(
                row("random_seed", "7", builder -> builder.randomSeed(7)),
                row("safe_prompt", "true", builder -> builder.safePrompt(true)),
                row("reasoning_effort", "\"high\"", builder -> builder.reasoningEffort("high")),
                row("prediction", "{\"type\":\"content\",\"content\":\"x\"}", builder -> builder.prediction("x")),
                row("prompt_cache_key", "\"k\"", builder -> builder.promptCacheKey("k")),
                row("service_tier", "\"auto\"", builder -> builder.serviceTier("auto")),
                row("metadata", "{\"team\":\"a\"}", builder -> builder.metadata(Map.of("team", "a"))),
                row("temperature", "0.5", builder -> builder.temperature(0.5)),
                row("top_p", "0.9", builder -> builder.topP(0.9)),
                row("max_tokens", "50", builder -> builder.maxTokens(50)),
                row("stop", "[\"END\"]", builder -> builder.stopSequences("END")),
                row("frequency_penalty", "0.1", builder -> builder.frequencyPenalty(0.1)),
                row("presence_penalty", "-0.1", builder -> builder.presencePenalty(-0.1)),
                row(
                        "response_format",
                        "{\"type\":\"json_object\"}",
                        builder -> builder.responseFormat(ResponseFormat.JSON)),
                row(
                        "guardrails",
                        "[{\"block_on_error\":true,\"moderation_llm_v2\":{\"custom_category_thresholds\":{\"pii\":0.2},\"action\":\"block\"}}]",
                        builder -> builder.guardrails(List.of(new Guardrail(
                                true, null, new Guardrail.Moderation(null, Map.of("pii", 0.2), null, "block"))))));
    }

    private static Arguments row(String field, String json, Consumer<MistralChatModel.Builder> setting) {
        return Arguments.of(field, json, setting);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofTheModel")
    void a_parameter_of_the_model_arrives_under_its_name(
            String field, String json, Consumer<MistralChatModel.Builder> setting) throws Exception {
        server.answers(WireServer.PLAIN);
        MistralChatModel.Builder builder = model();
        setting.accept(builder);
        builder.build().chat("hello");
        assertThat(server.takeBody().get(field).toString()).isEqualTo(json);
    }

    @Test
    void a_parameter_of_the_request_wins_over_that_of_the_model_and_the_others_stay() throws Exception {
        server.answers(WireServer.PLAIN);
        model().randomSeed(1)
                .promptCacheKey("kept")
                .temperature(0.1)
                .build()
                .chat(hello().parameters(MistralChatRequestParameters.builder()
                                .randomSeed(2)
                                .build())
                        .build());
        JsonNode body = server.takeBody();
        assertThat(body.get("random_seed").asInt()).isEqualTo(2);
        assertThat(body.get("prompt_cache_key").asText()).isEqualTo("kept");
        assertThat(body.get("temperature").asDouble()).isEqualTo(0.1);
    }

    @Test
    void parameters_of_another_provider_keep_the_settings_of_the_model() throws Exception {
        server.answers(WireServer.PLAIN);
        model().randomSeed(1)
                .build()
                .chat(hello().parameters(
                                ChatRequestParameters.builder().temperature(0.3).build())
                        .build());
        JsonNode body = server.takeBody();
        assertThat(body.get("random_seed").asInt()).isEqualTo(1);
        assertThat(body.get("temperature").asDouble()).isEqualTo(0.3);
    }

    @Test
    void a_prefix_is_a_last_assistant_message_to_be_continued() throws Exception {
        server.answers(WireServer.PLAIN);
        model().build()
                .chat(hello().parameters(MistralChatRequestParameters.builder()
                                .prefix("Hel")
                                .build())
                        .build());
        JsonNode last = server.takeBody().get("messages").get(1);
        assertThat(last.toString()).isEqualTo("{\"role\":\"assistant\",\"content\":\"Hel\",\"prefix\":true}");
    }

    @Test
    void a_forced_tool_is_named_and_response_format_is_left_out_of_that_request() throws Exception {
        server.answers(WireServer.PLAIN);
        ToolSpecification tool = ToolSpecification.builder().name("price").build();
        model().responseFormat(ResponseFormat.JSON)
                .parallelToolCalls(false)
                .build()
                .chat(hello().parameters(MistralChatRequestParameters.builder()
                                .toolSpecifications(tool)
                                .toolChoiceName("price")
                                .build())
                        .build());
        JsonNode body = server.takeBody();
        assertThat(body.get("tool_choice").toString())
                .isEqualTo("{\"type\":\"function\",\"function\":{\"name\":\"price\"}}");
        assertThat(body.get("parallel_tool_calls").asBoolean()).isFalse();
        assertThat(body.has("response_format")).isFalse();
    }

    @Test
    void tools_are_left_out_when_none_may_be_called() throws Exception {
        server.answers(WireServer.PLAIN);
        model().build()
                .chat(hello().parameters(ChatRequestParameters.builder()
                                .toolSpecifications(ToolSpecification.builder()
                                        .name("price")
                                        .build())
                                .toolChoice(ToolChoice.NONE)
                                .build())
                        .build());
        JsonNode body = server.takeBody();
        assertThat(body.has("tools")).isFalse();
        assertThat(body.has("tool_choice")).isFalse();
    }

    @Test
    void several_candidates_are_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> model().extraBody(Map.of("n", 2)).build())
                .isExactlyInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("n above 1");
    }

    @Test
    void a_greedy_temperature_with_a_top_p_below_one_is_refused() {
        assertThatThrownBy(() -> model().temperature(0.0).topP(0.5).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("topP");
    }
}
