package io.github.mistral4j.requests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonReferenceSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.langchain4j.service.AiServices;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.client.MistralClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema is sent with strict only where a server can enforce it. */
class StrictSchemasTest {

    record Stock(String name, Integer pieces) {}

    record Shelf(String name, Map<String, Integer> pieces) {}

    interface Stocks {
        Stock stock(String wish);

        Shelf shelf(String wish);
    }

    private final WireServer server = WireServer.start();
    private final MistralClient client =
            MistralClient.builder().baseUrl(server.baseUrl()).apiKey("k").build();
    private final MistralChatModel model = MistralChatModel.builder()
            .client(client)
            .modelName("m")
            .strictTools(true)
            .build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private JsonNode sent(JsonSchemaElement root) {
        model.chat(ChatRequest.builder()
                .messages(UserMessage.from("hi"))
                .responseFormat(ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(
                                JsonSchema.builder().name("s").rootElement(root).build())
                        .build())
                .build());
        return server.nextJson().at("/response_format/json_schema");
    }

    private static JsonNode json(String text) {
        return WireServer.json(text.replace('\'', '"'));
    }

    @Test
    void all_keys_of_all_objects_are_required_and_no_others_allowed_and_optional_ones_may_be_null() {
        JsonNode sent = sent(JsonObjectSchema.builder()
                .addStringProperty("name")
                .addIntegerProperty("pieces", "how many")
                .addProperty(
                        "box",
                        JsonObjectSchema.builder().addStringProperty("size").build())
                .addProperty(
                        "kind", JsonEnumSchema.builder().enumValues("a", "b").build())
                .addProperty(
                        "same", JsonReferenceSchema.builder().reference("other").build())
                .required("name")
                .definitions(Map.of(
                        "other",
                        JsonObjectSchema.builder()
                                .addStringProperty("x")
                                .required("x")
                                .build()))
                .build());

        assertThat(sent.get("strict").booleanValue()).isTrue();
        assertThat(sent.get("schema")).isEqualTo(json("""
                {'type':'object','properties':{'name':{'type':'string'},
                'pieces':{'type':['integer','null'],'description':'how many'},
                'box':{'type':['object','null'],'properties':{'size':{'type':['string','null']}},'required':['size'],
                'additionalProperties':false},
                'kind':{'type':['string','null'],'enum':['a','b',null]},
                'same':{'anyOf':[{'$ref':'#/$defs/other'},{'type':'null'}]}},
                'required':['name','pieces','box','kind','same'],'additionalProperties':false,
                '$defs':{'other':{'type':'object','properties':{'x':{'type':'string'}},'required':['x'],
                'additionalProperties':false}}}"""));
    }

    @Test
    void a_map_goes_out_open_and_without_strict() {
        JsonNode sent = sent(JsonObjectSchema.builder()
                .addStringProperty("name")
                .addProperty("pieces", JsonObjectSchema.builder().build())
                .required("name")
                .build());

        assertThat(sent.get("strict").booleanValue()).isFalse();
        assertThat(sent.get("schema")).isEqualTo(json("""
                {'type':'object','properties':{'name':{'type':'string'},
                'pieces':{'type':'object','properties':{},'additionalProperties':true}},'required':['name']}"""));
    }

    @Test
    void an_object_that_takes_others_and_a_list_of_anything_go_out_without_strict() {
        assertThat(sent(JsonObjectSchema.builder()
                                .addStringProperty("name")
                                .additionalProperties(true)
                                .build())
                        .get("strict")
                        .booleanValue())
                .isFalse();
        assertThat(sent(JsonObjectSchema.builder()
                                .addProperty("list", JsonArraySchema.builder().build())
                                .build())
                        .get("strict")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void a_raw_schema_is_never_changed_and_strict_only_if_it_says_all_that_strict_needs() {
        String open = "{'type':'object','properties':{'a':{'type':'string'}}}".replace('\'', '"');
        String strict =
                "{'type':'object','properties':{'a':{'type':'string'}},'required':['a'],'additionalProperties':false}"
                        .replace('\'', '"');

        JsonNode ofOpen = sent(JsonRawSchema.from(open));
        JsonNode ofStrict = sent(JsonRawSchema.from(strict));

        assertThat(ofOpen.get("schema")).isEqualTo(WireServer.json(open));
        assertThat(ofOpen.get("strict").booleanValue()).isFalse();
        assertThat(ofStrict.get("schema")).isEqualTo(WireServer.json(strict));
        assertThat(ofStrict.get("strict").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type':'array'}",
                "{'type':['array','null']}",
                "{'type':'array','prefixItems':[{}]}",
                "{'type':'object','properties':{},'required':[],'additionalProperties':false,'patternProperties':{'a':{}}}"
            })
    void a_raw_schema_in_which_anything_may_stand_goes_out_without_strict(String anything) {
        JsonNode sent = sent(JsonRawSchema.from(
                ("{'type':'object','properties':{'a':" + anything + "},'required':['a'],'additionalProperties':false}")
                        .replace('\'', '"')));

        assertThat(sent.get("strict").booleanValue()).isFalse();
    }

    @Test
    void an_ai_service_returns_records_strictly_and_maps_openly() {
        server.answers(Answers.chat("{}"), Answers.chat("{}"));
        Stocks stocks = AiServices.create(Stocks.class, model);
        stocks.stock("x");
        JsonNode stock = server.nextJson().at("/response_format/json_schema");
        stocks.shelf("x");
        JsonNode shelf = server.nextJson().at("/response_format/json_schema");

        assertThat(stock.get("strict").booleanValue()).isTrue();
        assertThat(stock.at("/schema/required")).hasSize(2);
        assertThat(shelf.get("strict").booleanValue()).isFalse();
        assertThat(shelf.at("/schema/properties/pieces/additionalProperties").isBoolean()
                        && !shelf.at("/schema/properties/pieces/additionalProperties")
                                .booleanValue())
                .isFalse();
    }

    @Test
    void a_strict_tool_says_all_that_strict_needs() {
        model.chat(ChatRequest.builder()
                .messages(UserMessage.from("hi"))
                .toolSpecifications(
                        ToolSpecification.builder().name("none").build(),
                        ToolSpecification.builder()
                                .name("one")
                                .parameters(JsonObjectSchema.builder()
                                        .addProperty("a", new JsonStringSchema())
                                        .build())
                                .build(),
                        ToolSpecification.builder()
                                .name("map")
                                .parameters(JsonObjectSchema.builder()
                                        .addProperty(
                                                "m", JsonObjectSchema.builder().build())
                                        .build())
                                .build())
                .build());

        JsonNode tools = server.nextJson().get("tools");
        assertThat(tools.at("/0/function"))
                .isEqualTo(json(
                        "{'name':'none','parameters':{'type':'object','properties':{},'additionalProperties':false},"
                                + "'strict':true}"));
        assertThat(tools.at("/1/function/parameters")).isEqualTo(json("""
                {'type':'object','properties':{'a':{'type':['string','null']}},'required':['a'],
                'additionalProperties':false}"""));
        assertThat(tools.at("/2/function").has("strict")).isFalse();
    }
}
