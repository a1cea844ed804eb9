package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object that describe an error, should it turn out to be one; other unknown fields are passed over. */
public final class ErrorFields {

    private @Nullable Map<String, @Nullable Object> fields;

    void keep(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "error", "message", "detail", "type", "code", "msg" -> {
                if (fields == null) {
                    fields = new LinkedHashMap<>();
                }
                fields.put(name, JsonTree.read(parser));
            }
            default -> parser.skipChildren();
        }
    }

    /** Of an object that was read already. */
    void keepAll(Map<String, @Nullable Object> object) {
        fields = object;
    }

    /** Null when there were none. */
    public @Nullable Map<String, @Nullable Object> found() {
        return fields;
    }
}
