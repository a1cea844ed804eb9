package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function that the model may call: {@code {type: "function", function: {…}}}.
 *
 * @param name 1 to 64 letters, digits, {@code _} or {@code -}
 * @param description what the model reads to decide
 * @param parameters a JSON schema object
 * @param strict whether the arguments must follow the schema; the API's default is false
 */
public record FunctionTool(
        String name,
        @Nullable String description,
        Map<String, @Nullable Object> parameters,
        @Nullable Boolean strict) {

    public FunctionTool {
        requireNonNull(name, "name");
        requireNonNull(parameters, "parameters");
    }

    @Override
    public String toString() {
        return "FunctionTool[name=" + name + ", strict=" + strict + "]";
    }
}
