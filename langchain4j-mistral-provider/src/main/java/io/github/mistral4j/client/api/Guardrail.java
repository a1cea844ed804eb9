package io.github.mistral4j.client.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code guardrails}.
 *
 * @param blockOnError {@code block_on_error}: refuse with 403 when the moderation itself fails
 * @param moderationLlmV1 {@code moderation_llm_v1}
 * @param moderationLlmV2 {@code moderation_llm_v2}
 */
public record Guardrail(
        @Nullable Boolean blockOnError,
        @Nullable Moderation moderationLlmV1,
        @Nullable Moderation moderationLlmV2) {

    /**
     * How answers and prompts are moderated.
     *
     * @param modelName {@code model_name}
     * @param customCategoryThresholds {@code custom_category_thresholds}, 0 to 1 by category
     * @param ignoreOtherCategories {@code ignore_other_categories}
     * @param action {@code none} or {@code block}
     */
    public record Moderation(
            @Nullable String modelName,
            Map<String, Double> customCategoryThresholds,
            @Nullable Boolean ignoreOtherCategories,
            @Nullable String action) {
        public Moderation {
            customCategoryThresholds = Map.copyOf(customCategoryThresholds);
        }
    }
}
