package io.github.mistral4j.internal;

import io.github.mistral4j.client.api.Guardrail;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of a chat request that LangChain4j has no name for; null is unset. */
public record MistralSettings(
        @Nullable Integer randomSeed,
        @Nullable Boolean safePrompt,
        @Nullable Boolean parallelToolCalls,
        @Nullable String toolChoiceName,
        @Nullable String reasoningEffort,
        @Nullable String prediction,
        @Nullable String prefix,
        @Nullable String promptCacheKey,
        @Nullable String serviceTier,
        @Nullable Map<String, @Nullable Object> metadata,
        @Nullable List<Guardrail> guardrails,
        @Nullable Map<String, @Nullable Object> extraBody) {

    public static final MistralSettings NONE =
            new MistralSettings(null, null, null, null, null, null, null, null, null, null, null, null);

    public MistralSettings {
        metadata = metadata == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        guardrails = guardrails == null ? null : List.copyOf(guardrails);
        extraBody = extraBody == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(extraBody));
    }

    /** These, and where they are unset the others. */
    public MistralSettings over(MistralSettings others) {
        return new MistralSettings(
                or(randomSeed, others.randomSeed),
                or(safePrompt, others.safePrompt),
                or(parallelToolCalls, others.parallelToolCalls),
                or(toolChoiceName, others.toolChoiceName),
                or(reasoningEffort, others.reasoningEffort),
                or(prediction, others.prediction),
                or(prefix, others.prefix),
                or(promptCacheKey, others.promptCacheKey),
                or(serviceTier, others.serviceTier),
                or(metadata, others.metadata),
                or(guardrails, others.guardrails),
                or(extraBody, others.extraBody));
    }

    @Override
    public String toString() {
        return "MistralSettings";
    }

    private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
        return first != null ? first : second;
    }
}
