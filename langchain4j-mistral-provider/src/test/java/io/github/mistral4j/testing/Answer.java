package io.github.mistral4j.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a script says to a conversation: a text, a JSON value or calls of tools. */
public record Answer(@Nullable String text, @Nullable JsonNode json, List<Call> calls) {

    public Answer {
        calls = List.copyOf(calls);
    }

    public static Answer text(String text) {
        return new Answer(text, null, List.of());
    }

    static Answer json(JsonNode json) {
        return new Answer(null, json, List.of());
    }

    static Answer calls(List<Call> calls) {
        return new Answer(null, null, calls);
    }

    record Call(String name, JsonNode arguments) {}
}
