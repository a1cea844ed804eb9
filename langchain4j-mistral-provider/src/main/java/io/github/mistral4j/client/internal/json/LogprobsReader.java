package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.TokenLogprob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code logprobs} and {@code prompt_logprobs}: an object with the entries in {@code content}. What is not readable is left out. */
final class LogprobsReader {

    private LogprobsReader() {}

    static List<TokenLogprob> read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return List.of();
        }
        return entries(JsonTree.readObject(parser).get("content"));
    }

    private static List<TokenLogprob> entries(@Nullable Object content) {
        if (!(content instanceof List<?> list)) {
            return List.of();
        }
        List<TokenLogprob> entries = new ArrayList<>(list.size());
        for (Object element : list) {
            if (element instanceof Map<?, ?> entry
                    && entry.get("token") instanceof String token
                    && entry.get("logprob") instanceof Number logprob) {
                entries.add(new TokenLogprob(
                        token,
                        logprob.doubleValue(),
                        bytes(entry.get("bytes")),
                        entry.get("token_id") instanceof Number id ? (Integer) id.intValue() : null,
                        entries(entry.get("top_logprobs"))));
            }
        }
        return entries;
    }

    private static List<Integer> bytes(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .filter(Number.class::isInstance)
                        .map(number -> ((Number) number).intValue())
                        .toList()
                : List.of();
    }
}
