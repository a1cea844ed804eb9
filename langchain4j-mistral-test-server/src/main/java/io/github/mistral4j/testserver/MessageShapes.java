package io.github.mistral4j.testserver;

import static io.github.mistral4j.testserver.Shape.any;
import static io.github.mistral4j.testserver.Shape.bool;
import static io.github.mistral4j.testserver.Shape.integer;
import static io.github.mistral4j.testserver.Shape.list;
import static io.github.mistral4j.testserver.Shape.map;
import static io.github.mistral4j.testserver.Shape.notEmpty;
import static io.github.mistral4j.testserver.Shape.nullable;
import static io.github.mistral4j.testserver.Shape.object;
import static io.github.mistral4j.testserver.Shape.oneOf;
import static io.github.mistral4j.testserver.Shape.optional;
import static io.github.mistral4j.testserver.Shape.required;
import static io.github.mistral4j.testserver.Shape.requiredOrNull;
import static io.github.mistral4j.testserver.Shape.tagged;
import static io.github.mistral4j.testserver.Shape.text;
import static io.github.mistral4j.testserver.Shape.textOr;

import java.util.HashMap;
import java.util.Map;

/** The messages of chat completions and the parts they have. */
final class MessageShapes {

    static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String BASE64 = "[A-Za-z0-9+/]+={0,2}";
    private static final Shape IMAGE = image("jpeg|png|webp|gif");

    private static final Shape TEXT = object(required("text", text()));
    static final Shape IMAGE_URL = imageUrl(IMAGE);
    static final Shape OCR_IMAGE_URL = imageUrl(image("jpeg|png|webp|gif|tiff|bmp|avif|heic"));
    static final Shape DOCUMENT_URL = object(
            required("document_url", text("(https://.+|data:[a-z]+/[A-Za-z0-9.+-]+;base64," + BASE64 + ")")),
            nullable("document_name", text()));
    static final Shape FILE = object(required("file_id", text(UUID)));
    private static final Shape AUDIO = object(required(
            "input_audio",
            textOr(
                    text("(https://.+|(data:audio/[A-Za-z0-9.+-]+;base64,)?" + BASE64 + ")"),
                    object(required("data", notEmpty()), optional("format", notEmpty())))));
    private static final Shape REFERENCE =
            object(required("reference_ids", list(textOr(text(), integer()), 1, Integer.MAX_VALUE)));
    private static final Shape TOOL_REFERENCE = object(
            required("tool", notEmpty()),
            required("title", text()),
            nullable("url", text()),
            nullable("favicon", text()),
            nullable("description", text()));
    private static final Shape TOOL_FILE = object(
            required("tool", notEmpty()),
            required("file_id", notEmpty()),
            nullable("file_name", text()),
            nullable("file_type", text()));
    private static final Shape THINKING = object(
            required(
                    "thinking",
                    list(tagged(
                            "type",
                            null,
                            Map.of("text", TEXT, "reference", REFERENCE, "tool_reference", TOOL_REFERENCE)))),
            nullable("signature", text()),
            optional("closed", bool()));
    private static final Shape RESOURCE = object(
            required("uri", notEmpty()),
            required("content", tagged("type", null, Map.of("text", TEXT, "image_url", IMAGE_URL))));
    private static final Shape RESOURCE_LINK = object(required("uri", notEmpty()), nullable("metadata", map(any())));

    private static final Shape CALL_ID = (value, at, found) -> {
        if (!value.asText().matches("[a-zA-Z0-9]{9}")) {
            found.add(new Violation(
                    400,
                    "invalid_function_call",
                    "3280",
                    "Tool call id was " + value.asText() + " but must be a-z, A-Z, 0-9, with a length of 9.",
                    at,
                    value));
        }
    };
    static final Shape FUNCTION_NAME = text("[a-zA-Z0-9_-]{1,64}");
    private static final Shape TOOL_CALL = object(
            required("id", CALL_ID),
            optional("type", oneOf("function")),
            required(
                    "function",
                    object(required("name", FUNCTION_NAME), required("arguments", textOr(text(), map(any()))))),
            optional("index", integer(0)));

    static final Shape MESSAGE = tagged(
            "role",
            null,
            Map.of(
                    "system",
                    object(required("content", content(Map.of("text", TEXT, "thinking", THINKING)))),
                    "user",
                    object(requiredOrNull("content", content(userParts()))),
                    "assistant",
                    object(
                            nullable("content", content(assistantParts())),
                            nullable("tool_calls", list(TOOL_CALL)),
                            optional("prefix", bool())),
                    "tool",
                    object(
                            requiredOrNull("content", content(userParts())),
                            required("tool_call_id", CALL_ID),
                            nullable("name", FUNCTION_NAME))));

    private MessageShapes() {}

    private static Shape content(Map<String, Shape> parts) {
        return textOr(text(), list(tagged("type", null, parts), 1, Integer.MAX_VALUE));
    }

    private static Shape image(String types) {
        return text("(https://.+|data:image/(" + types + ");base64," + BASE64 + ")");
    }

    private static Shape imageUrl(Shape image) {
        return object(required(
                "image_url",
                textOr(image, object(required("url", image), nullable("detail", oneOf("low", "auto", "high"))))));
    }

    private static Map<String, Shape> userParts() {
        return Map.of(
                "text", TEXT,
                "image_url", IMAGE_URL,
                "document_url", DOCUMENT_URL,
                "file", FILE,
                "input_audio", AUDIO,
                "reference", REFERENCE,
                "thinking", THINKING,
                "resource", RESOURCE,
                "resource_link", RESOURCE_LINK);
    }

    private static Map<String, Shape> assistantParts() {
        Map<String, Shape> parts = new HashMap<>(userParts());
        parts.put("tool_reference", TOOL_REFERENCE);
        parts.put("tool_file", TOOL_FILE);
        return parts;
    }
}
