package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code response_format}. */
public sealed interface ResponseFormat {

    /** {@code {type: "text"}}, the API's default. */
    record Text() implements ResponseFormat {}

    /** {@code {type: "json_object"}}; the prompt has to ask for JSON in words as well. */
    record JsonObject() implements ResponseFormat {}

    /**
     * {@code {type: "json_schema", json_schema: {…}}}.
     *
     * @param strict whether the server enforces the schema
     */
    record JsonSchema(String name, @Nullable String description, Map<String, @Nullable Object> schema, boolean strict)
            implements ResponseFormat {
        public JsonSchema {
            requireNonNull(name, "name");
            requireNonNull(schema, "schema");
        }

        @Override
        public String toString() {
            return "JsonSchema[name=" + name + ", strict=" + strict + "]";
        }
    }
}
