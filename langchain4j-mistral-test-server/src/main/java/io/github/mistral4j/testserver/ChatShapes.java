package io.github.mistral4j.testserver;

import static io.github.mistral4j.testserver.Shape.above;
import static io.github.mistral4j.testserver.Shape.any;
import static io.github.mistral4j.testserver.Shape.bool;
import static io.github.mistral4j.testserver.Shape.integer;
import static io.github.mistral4j.testserver.Shape.list;
import static io.github.mistral4j.testserver.Shape.map;
import static io.github.mistral4j.testserver.Shape.notEmpty;
import static io.github.mistral4j.testserver.Shape.nullable;
import static io.github.mistral4j.testserver.Shape.number;
import static io.github.mistral4j.testserver.Shape.object;
import static io.github.mistral4j.testserver.Shape.oneOf;
import static io.github.mistral4j.testserver.Shape.optional;
import static io.github.mistral4j.testserver.Shape.required;
import static io.github.mistral4j.testserver.Shape.schema;
import static io.github.mistral4j.testserver.Shape.tagged;
import static io.github.mistral4j.testserver.Shape.text;
import static io.github.mistral4j.testserver.Shape.textOr;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** The requests of {@code /chat/completions} and {@code /fim/completions}. */
final class ChatShapes {

    static final Shape EFFORT = oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max");
    static final Shape STOP = textOr(text(), list(text()));
    static final Shape TOP_P = number(0, 1).and(above(0));

    private static final Shape CONFIGURATION = object(
            nullable("include", list(text())),
            nullable("exclude", list(text())),
            nullable("requires_confirmation", list(text())));

    private static final Shape FUNCTION = object(
            required("name", MessageShapes.FUNCTION_NAME),
            optional("description", text()),
            optional("strict", bool()),
            required("parameters", schema().and(isOfTypeObject())));

    private static final Shape TOOL = tagged(
            "type",
            "function",
            Map.of(
                    "function",
                    object(required("function", FUNCTION)),
                    "image_generation",
                    object(nullable("tool_configuration", CONFIGURATION)),
                    "document_library",
                    object(
                            required("library_ids", list(notEmpty(), 1, Integer.MAX_VALUE)),
                            nullable("tool_configuration", CONFIGURATION)),
                    "connector",
                    object(
                            required("connector_id", notEmpty()),
                            nullable(
                                    "authorization",
                                    object(
                                            required("type", oneOf("oauth2-token", "api-key")),
                                            required("value", notEmpty()))),
                            nullable("tool_configuration", CONFIGURATION))));

    private static final Shape TOOL_CHOICE = textOr(
            oneOf("auto", "none", "any", "required"),
            object(
                    optional("type", oneOf("function")),
                    required("function", object(required("name", MessageShapes.FUNCTION_NAME)))));

    private static final Shape JSON_SCHEMA = object(
            required("name", notEmpty()),
            required("schema", schema()),
            nullable("description", text()),
            optional("strict", bool()));

    private static final Shape RESPONSE_FORMAT = object(
                    optional("type", oneOf("text", "json_object", "json_schema")), nullable("json_schema", JSON_SCHEMA))
            .and((value, at, found) -> {
                if (value.path("type").asText().equals("json_schema") != value.hasNonNull("json_schema")) {
                    found.add(Violation.field(
                            "value_error",
                            "Value error, json_schema must be given with type json_schema and with no other",
                            at,
                            value));
                }
            });

    private static final Shape MODERATION = object(
            nullable("model_name", notEmpty()),
            nullable("custom_category_thresholds", map(any())),
            optional("ignore_other_categories", bool()),
            optional("action", oneOf("none", "block")));

    private static final Shape GUARDRAIL = object(
            optional("block_on_error", bool()),
            nullable("moderation_llm_v1", MODERATION),
            nullable("moderation_llm_v2", MODERATION));

    static final Shape CHAT = object(
            required("model", notEmpty()),
            required("messages", list(MessageShapes.MESSAGE, 1, Integer.MAX_VALUE)),
            nullable("temperature", number(0, 1.5)),
            nullable("top_p", TOP_P),
            nullable("top_k", integer()),
            nullable("max_tokens", integer(0)),
            nullable("min_tokens", integer(0)),
            optional("stream", bool()),
            nullable("stop", STOP),
            nullable("random_seed", integer(0)),
            nullable("metadata", map(any())),
            optional("response_format", RESPONSE_FORMAT),
            nullable("tools", list(TOOL, 0, 128)),
            optional("tool_choice", TOOL_CHOICE),
            nullable("presence_penalty", number(-2, 2)),
            nullable("frequency_penalty", number(-2, 2)),
            nullable("repetition_penalty", number()),
            nullable("logprobs", bool()),
            nullable("top_logprobs", integer()),
            nullable("prompt_logprobs", bool()),
            nullable("top_prompt_logprobs", integer()),
            nullable("n", integer(1)),
            optional(
                    "prediction",
                    object(optional("type", Shape.constant(TextNode.valueOf("content"))), optional("content", text()))),
            optional("parallel_tool_calls", bool()),
            nullable("reasoning_effort", EFFORT),
            nullable("prompt_mode", text()),
            nullable("guardrails", list(GUARDRAIL)),
            nullable("prompt_cache_key", text()),
            nullable("service_tier", oneOf("auto", "standard_only")),
            optional("safe_prompt", bool()),
            nullable("document_image_limit", integer(0)),
            nullable("document_page_limit", integer(0)));

    static final Shape FIM = object(
            required("model", notEmpty()),
            required("prompt", text()),
            nullable("suffix", text()),
            nullable("temperature", number(0, 1.5)),
            nullable("top_p", TOP_P),
            nullable("max_tokens", integer(0)),
            nullable("min_tokens", integer(0)),
            optional("stream", bool()),
            nullable("stop", STOP),
            nullable("random_seed", integer(0)),
            nullable("metadata", map(any())),
            nullable("prompt_cache_key", text()));

    private ChatShapes() {}

    private static Shape isOfTypeObject() {
        return (value, at, found) -> {
            if (!value.path("type").asText().equals("object")) {
                found.add(Violation.field(
                        "value_error", "Value error, the parameters must be of type object", at, value));
            }
        };
    }
}
