package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** The {@code content} of a message: on the wire either a string or a list of parts. */
public sealed interface MessageContent {

    /** Content that is one JSON string. */
    record Text(String text) implements MessageContent {
        public Text {
            requireNonNull(text, "text");
        }

        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /** Content that is a JSON array. */
    record Parts(List<ContentPart> parts) implements MessageContent {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    static MessageContent text(String text) {
        return new Text(text);
    }

    static MessageContent parts(List<ContentPart> parts) {
        return new Parts(parts);
    }
}
