package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.ContentPart;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code reasoning_content} or {@code reasoning} beside the content, where vLLM, llama.cpp, Ollama and LiteLLM put what Mistral
 * puts into a thinking part, and the {@code reasoning_details} and {@code thinking_blocks} of gateways, which are objects or lists
 * of them. Some send the same text in several, or beside such a part: it counts once.
 */
final class ReasoningField {

    private static final List<String> PLACES =
            List.of("text", "content", "summary", "thinking", "reasoning", "reasoning_content");

    private String text = "";
    private boolean plain;
    private ContentPart.@Nullable Unknown unread;

    /** Forgets what was said, but not how. */
    void clear() {
        text = "";
        unread = null;
    }

    /** Reads the value at the parser's current token. */
    void read(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            String words = parser.getText();
            plain |= !words.isEmpty();
            text = text.isEmpty() ? words : text;
            return;
        }
        String field = parser.currentName();
        Object value = JsonTree.read(parser);
        String words = plain ? "" : textOf(value);
        text = text.isEmpty() ? words : text;
        if (words.isEmpty() && JsonTree.isMeaningful(value)) {
            unread = new ContentPart.Unknown(field, Map.of(field, Objects.requireNonNull(value)));
        }
    }

    private static String textOf(@Nullable Object value) {
        if (value instanceof String words) {
            return words;
        } else if (value instanceof Collection<?> list) {
            StringBuilder all = new StringBuilder();
            list.forEach(element -> all.append(textOf(element)));
            return all.toString();
        } else if (value instanceof Map<?, ?> map) {
            return PLACES.stream()
                    .map(place -> textOf(map.get(place)))
                    .filter(words -> !words.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        return "";
    }

    /** What holds no text, and is to be handed on as it is. */
    ContentPart.@Nullable Unknown unread() {
        return unread;
    }

    /** Null where there is nothing to think of, or the parts hold it already. */
    ContentPart.@Nullable Thinking part(List<ContentPart> parts) {
        boolean known = text.isEmpty() || parts.stream().anyMatch(ContentPart.Thinking.class::isInstance);
        return known ? null : new ContentPart.Thinking(List.of(new ContentPart.Text(text)), null, null);
    }
}
