package io.github.mistral4j.client.internal.json;

import io.github.mistral4j.client.api.ContentPart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A content part as the JSON object it is, there and back. One whose fields are not what its type promises is an unknown one. */
public final class PartJson {

    private PartJson() {}

    static ContentPart read(Map<String, @Nullable Object> fields) throws UnexpectedBodyException {
        String type = text(fields, "type");
        if (type == null && fields.get("text") instanceof String words) {
            return new ContentPart.Text(words);
        }
        ContentPart known = type == null ? null : known(type, fields);
        return known != null ? known : new ContentPart.Unknown(type == null ? "" : type, fields);
    }

    private static @Nullable ContentPart known(String type, Map<String, @Nullable Object> fields)
            throws UnexpectedBodyException {
        return switch (type) {
            case "text", "output_text" -> textPart(fields.get("text"));
            case "refusal" -> textPart(fields.get("refusal"));
            case "thinking" -> thinking(fields);
            case "reference" -> reference(fields);
            case "tool_reference" -> toolReference(fields);
            case "image_url" -> imageUrl(fields);
            case "document_url" -> documentUrl(fields);
            case "file" -> file(fields);
            case "input_audio" -> inputAudio(fields);
            default -> null;
        };
    }

    private static ContentPart textPart(@Nullable Object text) throws UnexpectedBodyException {
        if (text != null && !(text instanceof String)) {
            throw new UnexpectedBodyException("the text of a part of the answer is not a string");
        }
        return new ContentPart.Text(text == null ? "" : (String) text);
    }

    private static @Nullable ContentPart thinking(Map<String, @Nullable Object> fields) throws UnexpectedBodyException {
        List<ContentPart> parts = new ArrayList<>();
        if (fields.get("thinking") instanceof String text) {
            parts.add(new ContentPart.Text(text));
        } else if (fields.get("thinking") instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map) {
                    parts.add(read(JsonTree.object(map)));
                } else if (element instanceof String text) {
                    parts.add(new ContentPart.Text(text));
                } else if (element != null) {
                    parts.add(new ContentPart.Unknown("", Map.of("value", element)));
                }
            }
        } else {
            return null;
        }
        return new ContentPart.Thinking(
                parts, text(fields, "signature"), fields.get("closed") instanceof Boolean closed ? closed : null);
    }

    private static @Nullable ContentPart reference(Map<String, @Nullable Object> fields) {
        if (!(fields.get("reference_ids") instanceof List<?> list)) {
            return null;
        }
        List<Object> ids = new ArrayList<>();
        for (Object id : list) {
            if (id instanceof String || id instanceof Integer || id instanceof Long) {
                ids.add(id);
            }
        }
        return new ContentPart.Reference(ids);
    }

    private static @Nullable ContentPart toolReference(Map<String, @Nullable Object> fields) {
        String tool = text(fields, "tool");
        String title = text(fields, "title");
        return tool == null || title == null
                ? null
                : new ContentPart.ToolReference(
                        tool, title, text(fields, "url"), text(fields, "favicon"), text(fields, "description"));
    }

    private static @Nullable ContentPart imageUrl(Map<String, @Nullable Object> fields) {
        if (fields.get("image_url") instanceof Map<?, ?> map && map.get("url") instanceof String url) {
            return new ContentPart.ImageUrl(url, map.get("detail") instanceof String detail ? detail : null);
        }
        String url = text(fields, "image_url");
        return url == null ? null : new ContentPart.ImageUrl(url, null);
    }

    private static @Nullable ContentPart documentUrl(Map<String, @Nullable Object> fields) {
        String url = text(fields, "document_url");
        return url == null ? null : new ContentPart.DocumentUrl(url, text(fields, "document_name"));
    }

    private static @Nullable ContentPart file(Map<String, @Nullable Object> fields) {
        String id = text(fields, "file_id");
        return id == null ? null : new ContentPart.File(id);
    }

    private static @Nullable ContentPart inputAudio(Map<String, @Nullable Object> fields) {
        String data = text(fields, "input_audio");
        return data == null ? null : new ContentPart.InputAudio(data);
    }

    private static @Nullable String text(Map<String, @Nullable Object> fields, String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    /** The JSON object, of maps, lists, strings, numbers and booleans. */
    public static Map<String, @Nullable Object> write(ContentPart part) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (part instanceof ContentPart.Unknown unknown) {
            map.putAll(unknown.fields());
        } else if (part instanceof ContentPart.Text text) {
            map.put("type", "text");
            map.put("text", text.text());
        } else if (part instanceof ContentPart.Thinking thinking) {
            map.put("type", "thinking");
            map.put(
                    "thinking",
                    thinking.thinking().stream().map(PartJson::write).toList());
            put(map, "signature", thinking.signature());
            put(map, "closed", thinking.closed());
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
            map.put("image_url", image.detail() == null ? image.url() : detailed(image.url(), image.detail()));
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
        }
        return Collections.unmodifiableMap(map);
    }

    private static Map<String, String> detailed(String url, String detail) {
        Map<String, String> image = new LinkedHashMap<>();
        image.put("url", url);
        image.put("detail", detail);
        return image;
    }

    private static void put(Map<String, @Nullable Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
