package io.github.mistral4j.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.exception.InvalidRequestException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Schemas that are JSON text. The only use of data binding, and so a class of its own that is seldom loaded. */
final class RawSchema {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RawSchema() {}

    @SuppressWarnings("unchecked") // JSON objects have no other keys
    static Map<String, @Nullable Object> parse(String schema) {
        try {
            return JSON.readValue(schema, Map.class);
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException("a JsonRawSchema is not a JSON object");
        }
    }
}
