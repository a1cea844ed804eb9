package io.github.mistral4j.completion;

import io.github.mistral4j.ModelBuilder;
import io.github.mistral4j.client.api.FimCompletionRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the two builders have in common. */
abstract sealed class FimModelBuilder<B extends FimModelBuilder<B>> extends ModelBuilder<B>
        permits MistralFimModel.Builder, MistralStreamingFimModel.Builder {

    private String modelName = "codestral-latest";
    private @Nullable Integer maxTokens;
    private @Nullable Integer minTokens;
    private @Nullable Double temperature;
    private @Nullable Double topP;
    private List<String> stopSequences = List.of();
    private @Nullable Integer randomSeed;
    private Map<String, @Nullable Object> metadata = Map.of();
    private @Nullable String promptCacheKey;

    /** {@code model}: one that fills gaps; {@code codestral-latest} by default. */
    public B modelName(@Nullable String modelName) {
        this.modelName = modelName == null ? "codestral-latest" : modelName;
        return self();
    }

    /** {@code max_tokens} of the answer, 0 or more. */
    public B maxTokens(@Nullable Integer maxTokens) {
        this.maxTokens = notNegative("maxTokens", maxTokens);
        return self();
    }

    /** {@code min_tokens} of the answer, 0 or more. */
    public B minTokens(@Nullable Integer minTokens) {
        this.minTokens = notNegative("minTokens", minTokens);
        return self();
    }

    /** {@code temperature}, 0 to 1.5; the API's default is 0.3. */
    public B temperature(@Nullable Double temperature) {
        if (temperature != null && !(temperature >= 0 && temperature <= 1.5)) {
            throw new IllegalArgumentException("temperature must be between 0 and 1.5, but is " + temperature);
        }
        this.temperature = temperature;
        return self();
    }

    /** {@code top_p}, above 0 and at most 1. */
    public B topP(@Nullable Double topP) {
        if (topP != null && !(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("topP must be above 0 and at most 1, but is " + topP);
        }
        this.topP = topP;
        return self();
    }

    /** {@code stop}: texts that end the answer. */
    public B stopSequences(@Nullable List<String> stopSequences) {
        this.stopSequences = stopSequences == null ? List.of() : List.copyOf(stopSequences);
        return self();
    }

    /** The name that LangChain4j's other provider uses for {@link #stopSequences}. */
    public B stop(@Nullable List<String> stop) {
        return stopSequences(stop);
    }

    /** {@code random_seed}, 0 or more. */
    public B randomSeed(@Nullable Integer randomSeed) {
        this.randomSeed = notNegative("randomSeed", randomSeed);
        return self();
    }

    /** {@code metadata}: free entries that the server keeps with the call. */
    public B metadata(@Nullable Map<String, @Nullable Object> metadata) {
        this.metadata = metadata == null ? Map.of() : metadata;
        return self();
    }

    /** {@code prompt_cache_key}: groups calls that begin alike. */
    public B promptCacheKey(@Nullable String promptCacheKey) {
        this.promptCacheKey = promptCacheKey;
        return self();
    }

    final FimCompletionRequest request() {
        return new FimCompletionRequest(
                modelName,
                "",
                null,
                maxTokens,
                minTokens,
                temperature,
                topP,
                stopSequences,
                randomSeed,
                metadata,
                promptCacheKey);
    }

    private static @Nullable Integer notNegative(String name, @Nullable Integer value) {
        if (value != null && value < 0) {
            throw new IllegalArgumentException(name + " must be 0 or more, but is " + value);
        }
        return value;
    }
}
