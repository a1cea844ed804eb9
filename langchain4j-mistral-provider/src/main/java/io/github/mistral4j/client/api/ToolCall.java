package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A call of a function that the model asks for: {@code {id, type, function: {name, arguments}, index}}. In a stream it may be a
 * piece of one: Mistral's own models send each call whole, others in fragments, of which only the first has a name.
 *
 * @param id null where the server sent none, or its placeholder {@code "null"}
 * @param name {@code function.name}, null where it is absent or empty
 * @param arguments {@code function.arguments} as JSON text, in a stream the next piece of it; not valid JSON when the answer was
 *     cut by its length limit
 * @param index the position among the calls of one answer; absent in answers of 2024
 */
public record ToolCall(
        @Nullable String id,
        @Nullable String name,
        String arguments,
        @Nullable Integer index) {

    public ToolCall {
        requireNonNull(arguments, "arguments");
    }

    public ToolCall(String id, String name, String arguments) {
        this(id, name, arguments, null);
    }

    @Override
    public String toString() {
        return "ToolCall[id=" + id + ", name=" + name + ", arguments=" + arguments.length() + " characters, index="
                + index + "]";
    }
}
