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
import static io.github.mistral4j.testserver.Shape.open;
import static io.github.mistral4j.testserver.Shape.optional;
import static io.github.mistral4j.testserver.Shape.required;
import static io.github.mistral4j.testserver.Shape.tagged;
import static io.github.mistral4j.testserver.Shape.text;
import static io.github.mistral4j.testserver.Shape.textOr;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requests with a JSON body of the endpoints that do not chat. */
final class OtherShapes {

    private static final Shape TEXTS = textOr(text(), list(text(), 1, Integer.MAX_VALUE));
    private static final Shape CHAT = list(MessageShapes.MESSAGE, 1, Integer.MAX_VALUE);
    private static final Shape CHATS =
            (value, at, found) -> (value.path(0).isArray() ? list(CHAT) : CHAT).check(value, at, found);
    private static final Shape MESSAGES = object(required("messages", CHAT));
    private static final Shape FORMAT =
            object(optional("type", oneOf("json_schema")), required("json_schema", open(required("name", notEmpty()))));

    private static final Shape EMBEDDINGS = object(
            required("model", notEmpty()),
            required("input", TEXTS),
            nullable("metadata", map(any())),
            nullable("output_dimension", integer(1)),
            optional("output_dtype", oneOf("float", "int8", "uint8", "binary", "ubinary")),
            optional("encoding_format", oneOf("float", "base64")));

    private static final Shape TEXT_INPUT =
            object(required("model", notEmpty()), required("input", TEXTS), nullable("metadata", map(any())));
    private static final Shape CHAT_MODERATIONS = object(required("model", notEmpty()), required("input", CHATS));
    private static final Shape CHAT_CLASSIFICATIONS = object(
            required("model", notEmpty()),
            required(
                    "input",
                    (value, at, found) -> (value.isArray() ? list(MESSAGES) : MESSAGES).check(value, at, found)));

    private static final Shape OCR = object(
            nullable("model", notEmpty()),
            optional("id", text()),
            required(
                    "document",
                    tagged(
                            "type",
                            null,
                            Map.of(
                                    "document_url", MessageShapes.DOCUMENT_URL,
                                    "image_url", MessageShapes.OCR_IMAGE_URL,
                                    "file", MessageShapes.FILE))),
            nullable("pages", textOr(text("\\d+(-\\d+)?(,\\d+(-\\d+)?)*"), list(integer(0)))),
            nullable("include_image_base64", bool()),
            nullable("image_limit", integer(0)),
            nullable("image_min_size", integer(0)),
            nullable("table_format", oneOf("markdown", "html")),
            optional("extract_header", bool()),
            optional("extract_footer", bool()),
            nullable("include_blocks", bool()),
            nullable("confidence_scores_granularity", oneOf("page", "block", "word")),
            nullable("bbox_annotation_format", FORMAT),
            nullable("document_annotation_format", FORMAT),
            nullable("document_annotation_prompt", text()));

    private static final Shape SPEECH = open(
            nullable("model", notEmpty()),
            required("input", notEmpty()),
            nullable("voice_id", text()),
            nullable("ref_audio", text()),
            optional("response_format", oneOf("pcm", "wav", "mp3", "flac", "opus")),
            optional("stream", bool()),
            nullable("metadata", map(any())),
            nullable("expressiveness", Shape.number(1, Double.MAX_VALUE)),
            nullable("phoneme_hints", map(list(notEmpty()))),
            nullable("conversation_history", list(map(any()))));

    private static final Shape BATCH = object(
                    required(
                            "endpoint",
                            oneOf(
                                    "/v1/chat/completions",
                                    "/v1/embeddings",
                                    "/v1/fim/completions",
                                    "/v1/moderations",
                                    "/v1/chat/moderations",
                                    "/v1/ocr",
                                    "/v1/classifications",
                                    "/v1/chat/classifications",
                                    "/v1/conversations",
                                    "/v1/audio/transcriptions")),
                    nullable("model", notEmpty()),
                    nullable("agent_id", notEmpty()),
                    nullable("input_files", list(text(MessageShapes.UUID), 1, Integer.MAX_VALUE)),
                    nullable(
                            "requests",
                            list(object(nullable("custom_id", text()), required("body", map(any()))), 1, 10_000)),
                    nullable("metadata", map(text(".{1,512}"))),
                    optional("timeout_hours", integer(1).and(Shape.number(1, 168))))
            .and((value, at, found) -> {
                if (value.hasNonNull("input_files") == value.hasNonNull("requests")) {
                    found.add(Violation.field(
                            "value_error", "Value error, give either input_files or requests", at, null));
                }
            });

    private OtherShapes() {}

    /** Null where the request has no JSON body, or none that is looked at. */
    static @Nullable Shape of(Endpoint endpoint) {
        return switch (endpoint) {
            case CHAT_COMPLETIONS -> ChatShapes.CHAT;
            case FIM_COMPLETIONS -> ChatShapes.FIM;
            case RESPONSES, INPUT_TOKENS -> ResponsesShapes.RESPONSES;
            case EMBEDDINGS -> EMBEDDINGS;
            case MODERATIONS, CLASSIFICATIONS -> TEXT_INPUT;
            case CHAT_MODERATIONS -> CHAT_MODERATIONS;
            case CHAT_CLASSIFICATIONS -> CHAT_CLASSIFICATIONS;
            case OCR -> OCR;
            case SPEECH -> SPEECH;
            case CREATE_BATCH -> BATCH;
            default -> null;
        };
    }
}
