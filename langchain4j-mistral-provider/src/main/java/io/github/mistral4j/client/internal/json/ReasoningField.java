package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.ContentPart;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code reasoning_content} or {@code reasoning} beside the content, where vLLM, llama.cpp, Ollama and LiteLLM put what Mistral
 * puts into a thinking part. Some send the same text in both, or beside such a part: it counts once.
 */
final class ReasoningField {

    private ReasoningField() {}

    static boolean isOne(String field) {
        return field.equals("reasoning_content") || field.equals("reasoning");
    }

    /** The text that counts, of what came before and the value at the parser's current token. */
    static String read(String before, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return before;
        }
        return before.isEmpty() ? parser.getText() : before;
    }

    /** Null where there is nothing to think of, or the parts hold it already. */
    static ContentPart.@Nullable Thinking part(String text, List<ContentPart> parts) {
        boolean known = text.isEmpty() || parts.stream().anyMatch(ContentPart.Thinking.class::isInstance);
        return known ? null : new ContentPart.Thinking(List.of(new ContentPart.Text(text)), null, null);
    }
}
