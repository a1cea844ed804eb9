package io.github.mistral4j.testserver;

import static io.github.mistral4j.testserver.Shape.any;
import static io.github.mistral4j.testserver.Shape.bool;
import static io.github.mistral4j.testserver.Shape.constant;
import static io.github.mistral4j.testserver.Shape.integer;
import static io.github.mistral4j.testserver.Shape.list;
import static io.github.mistral4j.testserver.Shape.map;
import static io.github.mistral4j.testserver.Shape.notEmpty;
import static io.github.mistral4j.testserver.Shape.nullable;
import static io.github.mistral4j.testserver.Shape.object;
import static io.github.mistral4j.testserver.Shape.oneOf;
import static io.github.mistral4j.testserver.Shape.open;
import static io.github.mistral4j.testserver.Shape.optional;
import static io.github.mistral4j.testserver.Shape.required;
import static io.github.mistral4j.testserver.Shape.schema;
import static io.github.mistral4j.testserver.Shape.tagged;
import static io.github.mistral4j.testserver.Shape.text;
import static io.github.mistral4j.testserver.Shape.textOr;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Map;

/** The requests of {@code /responses}. They may have fields that are not known, so OpenAI's own are not refused. */
final class ResponsesShapes {

    private static final Shape PARTS = list(tagged(
            "type",
            null,
            Map.of(
                    "input_text", open(required("text", text())),
                    "input_image",
                            open(
                                    optional("detail", oneOf("low", "high", "auto", "original")),
                                    nullable("image_url", text("(https://|data:image/).+")),
                                    nullable("file_id", text())),
                    "input_file",
                            open(
                                    nullable("file_data", text()),
                                    nullable("file_id", text()),
                                    nullable("file_url", text()),
                                    nullable("filename", text())))));

    private static final Shape OUTPUT_PARTS = list(tagged(
            "type",
            null,
            Map.of(
                    "output_text",
                    open(required("text", text()), required("annotations", list(any()))),
                    "refusal",
                    open(required("refusal", text())))));

    private static final Shape EASY = open(
            required("role", oneOf("user", "assistant", "system", "developer")),
            required("content", textOr(text(), PARTS)),
            nullable("phase", oneOf("commentary", "final_answer")));
    private static final Shape REPLAYED = open(
            required("id", notEmpty()),
            required("role", oneOf("assistant")),
            required("status", oneOf("in_progress", "completed", "incomplete")),
            required("content", OUTPUT_PARTS));

    private static final Shape ITEM = tagged(
            "type",
            "message",
            Map.of(
                    "message",
                    (value, at, found) -> (value.hasNonNull("id") ? REPLAYED : EASY).check(value, at, found),
                    "function_call",
                    open(
                            required("call_id", notEmpty()),
                            required("name", MessageShapes.FUNCTION_NAME),
                            required("arguments", text()),
                            nullable("id", text())),
                    "function_call_output",
                    open(required("call_id", notEmpty()), required("output", textOr(text(), PARTS))),
                    "reasoning",
                    open(
                            required("id", notEmpty()),
                            required("summary", list(open(required("text", text())))),
                            nullable("content", list(open(required("text", text())))))));

    private static final Shape TOOL = tagged(
            "type",
            null,
            Map.of(
                    "function",
                    open(
                            required("name", MessageShapes.FUNCTION_NAME),
                            nullable("description", text()),
                            nullable("parameters", schema()),
                            nullable("strict", bool())),
                    "namespace",
                    open(
                            required("name", notEmpty()),
                            required("description", text()),
                            required("tools", list(any())))));

    private static final Shape FORMAT = tagged(
            "type",
            null,
            Map.of(
                    "text",
                    open(),
                    "json_object",
                    open(),
                    "json_schema",
                    open(
                            required("name", notEmpty()),
                            required("schema", schema()),
                            nullable("description", text()),
                            nullable("strict", bool()))));

    static final Shape RESPONSES = open(
            required("model", notEmpty()),
            required("input", textOr(text(), list(ITEM))),
            nullable("instructions", text()),
            optional("tools", list(TOOL)),
            optional(
                    "tool_choice",
                    textOr(
                            oneOf("none", "auto", "required"),
                            object(
                                    required("type", oneOf("function")),
                                    required("name", MessageShapes.FUNCTION_NAME)))),
            optional("parallel_tool_calls", bool()),
            nullable("reasoning", object(nullable("effort", ChatShapes.EFFORT))),
            nullable("text", open(optional("format", FORMAT), nullable("verbosity", oneOf("low", "medium", "high")))),
            optional("stream", bool()),
            nullable("max_output_tokens", integer(0)),
            nullable("max_tool_calls", integer(0)),
            nullable("temperature", Shape.number(0, 1.5)),
            nullable("top_p", Shape.number(0, 1)),
            nullable("metadata", map(text())),
            nullable("prompt_cache_key", text()),
            optional("truncation", oneOf("disabled")),
            optional("background", constant(BooleanNode.FALSE)),
            nullable("store", constant(BooleanNode.FALSE)),
            nullable("top_logprobs", constant(IntNode.valueOf(0))));

    private ResponsesShapes() {}
}
