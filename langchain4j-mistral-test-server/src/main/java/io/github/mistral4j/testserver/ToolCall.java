package io.github.mistral4j.testserver;

import java.util.Objects;

/**
 * A call of a tool by the model. The server gives it an id.
 *
 * @param name the name of the function
 * @param arguments its arguments, as JSON text
 */
public record ToolCall(String name, String arguments) {

    public ToolCall {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arguments, "arguments");
    }
}
