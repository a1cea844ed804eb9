package io.github.mistral4j.client.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /v1/moderations} and {@code /v1/chat/moderations}.
 *
 * @param results one for each text or conversation, in their order
 */
public record Moderations(
        @Nullable String id,
        @Nullable String model,
        List<Result> results,
        @Nullable Usage usage) {

    public Moderations {
        results = List.copyOf(results);
    }

    /**
     * What was found in one text.
     *
     * @param categories whether the server's own threshold was exceeded, by the name of the category
     * @param categoryScores {@code category_scores}: 0 to 1, by the name of the category
     */
    public record Result(Map<String, Boolean> categories, Map<String, Double> categoryScores) {
        public Result {
            categories = Map.copyOf(categories);
            categoryScores = Map.copyOf(categoryScores);
        }
    }
}
