package io.github.mistral4j.client.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /v1/classifications} and {@code /v1/chat/classifications}, from a classifier of one's own.
 *
 * @param results one for each input, in their order: scores by label, by target
 */
public record Classifications(
        @Nullable String id,
        @Nullable String model,
        List<Map<String, Map<String, Double>>> results,
        @Nullable Usage usage) {

    public Classifications {
        results = List.copyOf(results);
    }
}
