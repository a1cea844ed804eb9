package io.github.mistral4j.internal;

import io.github.mistral4j.client.api.ContentPart;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Content parts that LangChain4j has no type for, as the JSON objects they were. */
final class PartMaps {

    private PartMaps() {}

    static Map<String, @Nullable Object> write(ContentPart part) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (part instanceof ContentPart.Unknown unknown) {
            map.putAll(unknown.fields());
        } else if (part instanceof ContentPart.Reference reference) {
            map.put("type", "reference");
            map.put("reference_ids", reference.referenceIds());
        } else if (part instanceof ContentPart.ToolReference reference) {
            map.put("type", "tool_reference");
            map.put("tool", reference.tool());
            map.put("title", reference.title());
            put(map, "url", reference.url());
            put(map, "favicon", reference.favicon());
            put(map, "description", reference.description());
        } else if (part instanceof ContentPart.ImageUrl image) {
            map.put("type", "image_url");
            map.put("image_url", image.url());
        } else if (part instanceof ContentPart.DocumentUrl document) {
            map.put("type", "document_url");
            map.put("document_url", document.url());
            put(map, "document_name", document.name());
        } else if (part instanceof ContentPart.File file) {
            map.put("type", "file");
            map.put("file_id", file.fileId());
        } else if (part instanceof ContentPart.InputAudio audio) {
            map.put("type", "input_audio");
            map.put("input_audio", audio.data());
        } else if (part instanceof ContentPart.Text text) {
            map.put("type", "text");
            map.put("text", text.text());
        }
        return Collections.unmodifiableMap(map);
    }

    /** A part to be sent as the object it is. */
    @SuppressWarnings("unchecked") // JSON objects have no other keys
    static ContentPart read(Map<?, ?> map) {
        return new ContentPart.Unknown(String.valueOf(map.get("type")), (Map<String, @Nullable Object>) map);
    }

    private static void put(Map<String, @Nullable Object> map, String name, @Nullable String value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
