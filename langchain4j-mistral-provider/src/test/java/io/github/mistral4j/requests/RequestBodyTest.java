package io.github.mistral4j.requests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNullSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonReferenceSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatRequestParameters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Q1 and Q2: the request holds what the API accepts and nothing else. */
class RequestBodyTest {

    private static final ToolSpecification TOOL = ToolSpecification.builder()
            .name("look_up")
            .description("Looks something up")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("what", "the thing")
                    .required("what")
                    .build())
            .build();

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().messages(UserMessage.from("hello"));
    }

    @Test
    void the_smallest_request_is_exactly_this() {
        try (WireServer server = WireServer.start();
                MistralChatModel model = MistralChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("k")
                        .modelName("m")
                        .stopSequences(List.of())
                        .metadata(Map.of())
                        .guardrails(List.of())
                        .extraBody(Map.of())
                        .build()) {
            model.chat("hello");

            assertThat(server.nextText())
                    .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
        }
    }

    @Test
    void a_stream_differs_in_one_field() {
        assertThat(Requests.streamed(UserMessage.from("hello")).toString())
                .isEqualTo(
                        "{\"model\":\"mistral-small-latest\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"stream\":true}");
    }

    @Test
    void headers_are_those_of_the_api() {
        try (WireServer server = WireServer.start();
                MistralChatModel model = MistralChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("k")
                        .modelName("m")
                        .build()) {
            model.chat("hello");
            LoggedRequest sent = Objects.requireNonNull(server.next());

            assertThat(sent.getUrl()).isEqualTo("/v1/chat/completions");
            assertThat(sent.getHeader("Authorization")).isEqualTo("Bearer k");
            assertThat(sent.getHeader("Content-Type")).isEqualTo("application/json");
            assertThat(sent.getHeader("Accept")).isEqualTo("application/json");
            assertThat(sent.getHeader("Expect")).isNull();
        }
    }

    @Test
    void every_setting_has_its_name() {
        JsonNode body = Requests.of(
                b -> b.temperature(0.3)
                        .topP(0.9)
                        .maxTokens(100)
                        .stopSequences("a", "b")
                        .frequencyPenalty(0.1)
                        .presencePenalty(0.2)
                        .randomSeed(7)
                        .safePrompt(true)
                        .reasoningEffort("high")
                        .prediction("like this")
                        .promptCacheKey("key")
                        .serviceTier("auto")
                        .metadata(Map.of("who", "me"))
                        .parallelToolCalls(false),
                hello().toolSpecifications(TOOL).toolChoice(ToolChoice.AUTO).build());

        assertThat(body.get("temperature").doubleValue()).isEqualTo(0.3);
        assertThat(body.get("top_p").doubleValue()).isEqualTo(0.9);
        assertThat(body.get("max_tokens").intValue()).isEqualTo(100);
        assertThat(body.get("stop")).hasToString("[\"a\",\"b\"]");
        assertThat(body.get("frequency_penalty").doubleValue()).isEqualTo(0.1);
        assertThat(body.get("presence_penalty").doubleValue()).isEqualTo(0.2);
        assertThat(body.get("random_seed").intValue()).isEqualTo(7);
        assertThat(body.get("safe_prompt").booleanValue()).isTrue();
        assertThat(body.get("reasoning_effort").textValue()).isEqualTo("high");
        assertThat(body.get("prediction")).hasToString("{\"type\":\"content\",\"content\":\"like this\"}");
        assertThat(body.get("prompt_cache_key").textValue()).isEqualTo("key");
        assertThat(body.get("service_tier").textValue()).isEqualTo("auto");
        assertThat(body.get("metadata")).hasToString("{\"who\":\"me\"}");
        assertThat(body.get("parallel_tool_calls").booleanValue()).isFalse();
        assertThat(body.get("tool_choice").textValue()).isEqualTo("auto");
    }

    @Test
    void a_tool_keeps_its_descriptions() {
        JsonNode function =
                Requests.of(b -> b, hello().toolSpecifications(TOOL).build()).at("/tools/0/function");

        assertThat(function)
                .hasToString(
                        "{\"name\":\"look_up\",\"description\":\"Looks something up\",\"parameters\":{\"type\":\"object\","
                                + "\"properties\":{\"what\":{\"type\":\"string\",\"description\":\"the thing\"}},\"required\":[\"what\"]}}");
    }

    @Test
    void a_tool_without_parameters_takes_an_empty_object() {
        ToolSpecification plain = ToolSpecification.builder().name("now").build();

        assertThat(Requests.of(b -> b, hello().toolSpecifications(plain).build())
                        .at("/tools/0/function/parameters"))
                .hasToString("{\"type\":\"object\",\"properties\":{}}");
    }

    @Test
    void a_schema_keeps_definitions_additional_properties_and_descriptions() {
        JsonObjectSchema node = JsonObjectSchema.builder()
                .description("a node")
                .addProperty(
                        "next", JsonReferenceSchema.builder().reference("node").build())
                .additionalProperties(true)
                .build();
        JsonObjectSchema parameters = JsonObjectSchema.builder()
                .description("all of it")
                .addProperty(
                        "list",
                        JsonArraySchema.builder()
                                .description("many")
                                .items(JsonReferenceSchema.builder()
                                        .reference("node")
                                        .build())
                                .build())
                .addProperty(
                        "kind",
                        JsonEnumSchema.builder()
                                .description("which")
                                .enumValues("a", "b")
                                .build())
                .addProperty(
                        "either",
                        JsonAnyOfSchema.builder()
                                .description("one of")
                                .anyOf(
                                        JsonStringSchema.builder()
                                                .description("a text")
                                                .build(),
                                        JsonIntegerSchema.builder()
                                                .description("a number")
                                                .build(),
                                        new JsonNullSchema())
                                .build())
                .definitions(Map.of("node", node))
                .additionalProperties(false)
                .build();
        ToolSpecification tool =
                ToolSpecification.builder().name("t").parameters(parameters).build();

        JsonNode sent =
                Requests.of(b -> b, hello().toolSpecifications(tool).build()).at("/tools/0/function/parameters");

        assertThat(sent.get("description").textValue()).isEqualTo("all of it");
        assertThat(sent.get("additionalProperties").booleanValue()).isFalse();
        assertThat(sent.at("/$defs/node/description").textValue()).isEqualTo("a node");
        assertThat(sent.at("/$defs/node/additionalProperties").booleanValue()).isTrue();
        assertThat(sent.at("/$defs/node/properties/next/$ref").textValue()).isEqualTo("#/$defs/node");
        assertThat(sent.at("/properties/list/description").textValue()).isEqualTo("many");
        assertThat(sent.at("/properties/list/items/$ref").textValue()).isEqualTo("#/$defs/node");
        assertThat(sent.at("/properties/kind"))
                .hasToString("{\"type\":\"string\",\"description\":\"which\",\"enum\":[\"a\",\"b\"]}");
        assertThat(sent.at("/properties/either/description").textValue()).isEqualTo("one of");
        assertThat(sent.at("/properties/either/anyOf/1"))
                .hasToString("{\"type\":\"integer\",\"description\":\"a number\"}");
        assertThat(sent.at("/properties/either/anyOf/2")).hasToString("{\"type\":\"null\"}");
    }

    private static ResponseFormat schema() {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name("a person!")
                        .rootElement(JsonObjectSchema.builder()
                                .addStringProperty("name")
                                .required("name")
                                .build())
                        .build())
                .build();
    }

    @Test
    void a_strict_response_schema_is_closed() {
        JsonNode format =
                Requests.of(b -> b, hello().responseFormat(schema()).build()).get("response_format");

        assertThat(format)
                .hasToString(
                        "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a_person_\",\"schema\":{\"type\":\"object\","
                                + "\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"],\"additionalProperties\":false},\"strict\":true}}");
    }

    @Test
    void json_mode_and_text_mode() {
        assertThat(Requests.of(b -> b.responseFormat(ResponseFormat.JSON), hello().build())
                        .get("response_format"))
                .hasToString("{\"type\":\"json_object\"}");
        assertThat(Requests.of(b -> b.responseFormat(ResponseFormat.TEXT), hello().build())
                        .has("response_format"))
                .isFalse();
    }

    @Test
    void a_forced_tool_drops_the_response_format() {
        JsonNode required = Requests.of(
                b -> b,
                hello().responseFormat(schema())
                        .toolSpecifications(TOOL)
                        .toolChoice(ToolChoice.REQUIRED)
                        .build());
        JsonNode named = Requests.of(
                b -> b,
                hello().parameters(MistralChatRequestParameters.builder()
                                .responseFormat(schema())
                                .toolSpecifications(TOOL)
                                .toolChoiceName("look_up")
                                .build())
                        .build());

        assertThat(required.has("response_format")).isFalse();
        assertThat(required.get("tool_choice").textValue()).isIn("any", "required");
        assertThat(named.has("response_format")).isFalse();
        assertThat(named.get("tool_choice")).hasToString("{\"type\":\"function\",\"function\":{\"name\":\"look_up\"}}");
    }

    @Test
    void a_tool_that_may_be_called_keeps_the_response_format() {
        JsonNode body = Requests.of(
                b -> b,
                hello().responseFormat(schema())
                        .toolSpecifications(TOOL)
                        .toolChoice(ToolChoice.AUTO)
                        .build());

        assertThat(body.has("response_format")).isTrue();
        assertThat(body.has("tools")).isTrue();
    }

    @Test
    void tool_choice_none_leaves_the_tools_out() {
        JsonNode body = Requests.of(
                b -> b.parallelToolCalls(true),
                hello().toolSpecifications(TOOL).toolChoice(ToolChoice.NONE).build());

        assertThat(body.has("tools")).isFalse();
        assertThat(body.has("tool_choice")).isFalse();
        assertThat(body.has("parallel_tool_calls")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"half \uD83D of it", "\uDE00", "ends with \uD83D", "\uD83D\uDE00 whole"})
    void half_an_emoji_in_a_prompt_does_not_fail(String prompt) {
        String sent = Requests.of(SystemMessage.from(prompt), UserMessage.from(prompt))
                .at("/messages/1/content")
                .textValue();

        assertThat(sent)
                .isEqualTo(
                        prompt.contains("whole")
                                ? prompt
                                : prompt.replace('\uD83D', '\uFFFD').replace('\uDE00', '\uFFFD'));
    }

    @Test
    void extra_fields_are_added_as_they_are() {
        try (WireServer server = WireServer.start();
                MistralChatModel model = MistralChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("k")
                        .modelName("m")
                        .extraBody(Map.of("gateway_option", Map.of("deep", List.of(1, true, "x"))))
                        .build()) {
            model.chat("hello");

            assertThat(server.nextJson().get("gateway_option")).hasToString("{\"deep\":[1,true,\"x\"]}");
        }
    }
}
