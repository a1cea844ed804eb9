package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One part of a message whose {@code content} is a list; the API calls it a content chunk and tells it by {@code type}. Texts and
 * media are left out of {@code toString()}, so that they do not end in a log.
 */
public sealed interface ContentPart {

    /** {@code text}. */
    record Text(String text) implements ContentPart {
        public Text {
            requireNonNull(text, "text");
        }

        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /**
     * {@code image_url}.
     *
     * @param url {@code https} or {@code data:image/…;base64,…}
     * @param detail {@code low}, {@code auto} or {@code high}
     */
    record ImageUrl(String url, @Nullable String detail) implements ContentPart {
        public ImageUrl {
            requireNonNull(url, "url");
        }

        @Override
        public String toString() {
            return "ImageUrl[" + url.length() + " characters, detail=" + detail + "]";
        }
    }

    /**
     * {@code document_url}: a PDF or another document that the server reads by OCR.
     *
     * @param url {@code https} or a {@code data:} URI
     * @param name {@code document_name}
     */
    record DocumentUrl(String url, @Nullable String name) implements ContentPart {
        public DocumentUrl {
            requireNonNull(url, "url");
        }

        @Override
        public String toString() {
            return "DocumentUrl[" + url.length() + " characters]";
        }
    }

    /**
     * {@code input_audio}; only voxtral models hear it, others get a transcript.
     *
     * @param data base64 text, a {@code data:} URI or an {@code https} URL
     */
    record InputAudio(String data) implements ContentPart {
        public InputAudio {
            requireNonNull(data, "data");
        }

        @Override
        public String toString() {
            return "InputAudio[" + data.length() + " characters]";
        }
    }

    /**
     * {@code file}: a file uploaded before.
     *
     * @param fileId {@code file_id}
     */
    record File(String fileId) implements ContentPart {
        public File {
            requireNonNull(fileId, "fileId");
        }
    }

    /**
     * {@code reference}: what the text around it is taken from.
     *
     * @param referenceIds {@code reference_ids}, each an {@link Integer}, a {@link Long} or a {@link String}
     */
    record Reference(List<Object> referenceIds) implements ContentPart {
        public Reference {
            referenceIds = List.copyOf(referenceIds);
        }
    }

    /**
     * {@code thinking}: the model's reasoning.
     *
     * @param thinking the parts of the reasoning, usually {@link Text}
     * @param signature opaque, to be sent back as it came
     * @param closed in a stream nearly every piece says {@code true}: no end mark
     */
    record Thinking(
            List<ContentPart> thinking,
            @Nullable String signature,
            @Nullable Boolean closed) implements ContentPart {
        public Thinking {
            thinking = List.copyOf(thinking);
        }

        @Override
        public String toString() {
            return "Thinking[thinking=" + thinking + ", closed=" + closed + "]";
        }
    }

    /** {@code tool_reference}: a source that a built-in tool found. */
    record ToolReference(
            String tool,
            String title,
            @Nullable String url,
            @Nullable String favicon,
            @Nullable String description) implements ContentPart {
        public ToolReference {
            requireNonNull(tool, "tool");
            requireNonNull(title, "title");
        }

        @Override
        public String toString() {
            return "ToolReference[tool=" + tool + "]";
        }
    }

    /**
     * A part of a type that this version does not know.
     *
     * @param type the value of {@code type}, empty when it had none
     * @param fields the whole object as maps, lists, strings, numbers and booleans
     */
    record Unknown(String type, Map<String, @Nullable Object> fields) implements ContentPart {
        public Unknown {
            requireNonNull(type, "type");
            requireNonNull(fields, "fields");
        }

        @Override
        public String toString() {
            return "Unknown[type=" + type + "]";
        }
    }
}
