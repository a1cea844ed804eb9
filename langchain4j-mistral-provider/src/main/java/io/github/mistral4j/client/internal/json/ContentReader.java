package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.MessageContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Content of any shape. A part whose fields are not what its type promises is kept as an unknown one. */
final class ContentReader {

    private ContentReader() {}

    static @Nullable MessageContent read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> MessageContent.text(parser.getText());
            case START_ARRAY -> MessageContent.parts(parts(parser));
            case START_OBJECT -> MessageContent.parts(List.of(part(JsonTree.readObject(parser))));
            default -> null;
        };
    }

    static List<ContentPart> parts(JsonParser parser) throws IOException {
        List<ContentPart> parts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                parts.add(part(JsonTree.readObject(parser)));
            } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
                parts.add(new ContentPart.Text(parser.getText()));
            } else {
                parser.skipChildren();
            }
        }
        return parts;
    }

    static ContentPart part(Map<String, @Nullable Object> fields) {
        String type = text(fields, "type");
        ContentPart known = type == null ? null : known(type, fields);
        return known != null ? known : new ContentPart.Unknown(type == null ? "" : type, fields);
    }

    private static @Nullable ContentPart known(String type, Map<String, @Nullable Object> fields) {
        return switch (type) {
            case "text" -> textPart(fields);
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

    private static @Nullable ContentPart textPart(Map<String, @Nullable Object> fields) {
        String text = text(fields, "text");
        return text == null ? null : new ContentPart.Text(text);
    }

    private static @Nullable ContentPart thinking(Map<String, @Nullable Object> fields) {
        List<ContentPart> parts = new ArrayList<>();
        if (fields.get("thinking") instanceof String text) {
            parts.add(new ContentPart.Text(text));
        } else if (fields.get("thinking") instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map) {
                    parts.add(part(stringKeys(map)));
                } else if (element instanceof String text) {
                    parts.add(new ContentPart.Text(text));
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

    @SuppressWarnings("unchecked") // JSON objects have no other keys
    private static Map<String, @Nullable Object> stringKeys(Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
    }
}
