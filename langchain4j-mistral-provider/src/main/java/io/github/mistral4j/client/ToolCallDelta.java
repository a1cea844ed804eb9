package io.github.mistral4j.client;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a tool call in a stream. Mistral's own models send each call whole in one piece, others in fragments.
 *
 * @param index which call of the answer, null when the server sent none
 * @param id null when absent or the placeholder {@code "null"}
 * @param name null when absent or empty, as it is in later fragments
 * @param arguments the next piece of the JSON text, may be empty
 */
public record ToolCallDelta(
        @Nullable Integer index,
        @Nullable String id,
        @Nullable String name,
        String arguments) {

    @Override
    public String toString() {
        return "ToolCallDelta[index=" + index + ", id=" + id + ", name=" + name + ", arguments=" + arguments.length()
                + " characters]";
    }
}
