package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes fields that are present; the API refuses some nulls and all unknown fields. */
public final class JsonWriter {

    private JsonWriter() {}

    public static void field(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    public static void field(JsonGenerator json, String name, @Nullable Integer value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    public static void field(JsonGenerator json, String name, @Nullable Double value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    public static void field(JsonGenerator json, String name, @Nullable Boolean value) throws IOException {
        if (value != null) {
            json.writeBooleanField(name, value);
        }
    }

    public static void field(JsonGenerator json, String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }

    public static void field(JsonGenerator json, String name, Map<String, ?> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeFieldName(name);
            JsonTree.write(json, values);
        }
    }

    public static void extra(JsonGenerator json, Map<String, @Nullable Object> extra) throws IOException {
        for (Map.Entry<String, @Nullable Object> entry : extra.entrySet()) {
            json.writeFieldName(entry.getKey());
            JsonTree.write(json, entry.getValue());
        }
    }
}
