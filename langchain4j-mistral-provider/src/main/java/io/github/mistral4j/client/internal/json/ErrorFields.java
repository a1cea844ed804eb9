package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object that describe an error, should it turn out to be one; other unknown fields are passed over. */
public final class ErrorFields {

    /** Where servers and gateways say what went wrong, the most telling first. */
    public static final List<String> SAYING = List.of(
            "message",
            "Message",
            "error_message",
            "detail",
            "error_description",
            "error",
            "msg",
            "errors",
            "title",
            "errorMessage",
            "error_msg",
            "reason",
            "description",
            "fault",
            "faultstring");

    private @Nullable Map<String, @Nullable Object> fields;

    void keep(String name, JsonParser parser) throws IOException {
        if (!name.equals("type") && !name.equals("code") && !SAYING.contains(name)) {
            parser.skipChildren();
            return;
        }
        Object value = JsonTree.read(parser);
        if (JsonTree.isMeaningful(value)) {
            fields = fields == null ? new LinkedHashMap<>() : fields;
            fields.put(name, value);
        }
    }

    /** Of an object that was read already. */
    void keepAll(Map<String, @Nullable Object> object) {
        fields = object;
    }

    /** {@code object}, which an error has as well. */
    @Nullable
    String object(JsonParser parser) throws IOException {
        String object = JsonRead.text(parser);
        if ("error".equalsIgnoreCase(object)) {
            fields = fields == null ? new LinkedHashMap<>() : fields;
            fields.put("object", "error");
        }
        return object;
    }

    /** Whether they say outright that it is one: an answer that holds nothing else may be one all the same. */
    boolean sayError() {
        return fields != null && (fields.containsKey("error") || fields.containsKey("object"));
    }

    /** Null when there were none. */
    public @Nullable Map<String, @Nullable Object> found() {
        return fields;
    }
}
