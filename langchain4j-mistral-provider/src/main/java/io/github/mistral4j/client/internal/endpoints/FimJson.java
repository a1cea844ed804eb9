package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.FimCompletionRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filling the gap between a prompt and a suffix. */
public final class FimJson {

    private FimJson() {}

    public static Map<String, @Nullable Object> request(FimCompletionRequest request, boolean stream) {
        return new Fields.Writer()
                .put("model", request.model())
                .put("prompt", request.prompt())
                .put("suffix", request.suffix())
                .put("stream", stream)
                .put("max_tokens", request.maxTokens())
                .put("min_tokens", request.minTokens())
                .put("temperature", request.temperature())
                .put("top_p", request.topP())
                .put("stop", request.stop())
                .put("random_seed", request.randomSeed())
                .put("metadata", request.metadata())
                .put("prompt_cache_key", request.promptCacheKey())
                .map();
    }
}
