package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/fim/completions}. Absent values are not sent.
 *
 * @param prompt the text before the gap; white space at its ends counts
 * @param suffix the text after the gap; null continues the prompt
 * @param maxTokens {@code max_tokens}, 0 or more
 * @param minTokens {@code min_tokens}, 0 or more
 * @param temperature 0 to 1.5
 * @param topP {@code top_p}, above 0 and at most 1
 * @param stop texts that end the answer
 * @param randomSeed {@code random_seed}, 0 or more
 * @param promptCacheKey {@code prompt_cache_key}
 */
public record FimCompletionRequest(
        String model,
        String prompt,
        @Nullable String suffix,
        @Nullable Integer maxTokens,
        @Nullable Integer minTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        List<String> stop,
        @Nullable Integer randomSeed,
        Map<String, @Nullable Object> metadata,
        @Nullable String promptCacheKey) {

    public FimCompletionRequest {
        requireNonNull(model, "model");
        requireNonNull(prompt, "prompt");
        stop = List.copyOf(stop);
        requireNonNull(metadata, "metadata");
    }

    public FimCompletionRequest(String model, String prompt, @Nullable String suffix) {
        this(model, prompt, suffix, null, null, null, null, List.of(), null, Map.of(), null);
    }

    /** The same settings for another gap. */
    public FimCompletionRequest with(String newPrompt, @Nullable String newSuffix) {
        return new FimCompletionRequest(
                model,
                newPrompt,
                newSuffix,
                maxTokens,
                minTokens,
                temperature,
                topP,
                stop,
                randomSeed,
                metadata,
                promptCacheKey);
    }

    @Override
    public String toString() {
        return "FimCompletionRequest[model=" + model + ", prompt=" + prompt.length() + " characters]";
    }
}
