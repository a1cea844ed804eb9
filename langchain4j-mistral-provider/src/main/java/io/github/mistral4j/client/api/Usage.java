package io.github.mistral4j.client.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code usage}: what a call cost. With audio the total is more than prompt plus completion.
 *
 * @param promptTokens {@code prompt_tokens}, cached ones included
 * @param completionTokens {@code completion_tokens}, thinking included
 * @param totalTokens {@code total_tokens}
 * @param cachedTokens prompt tokens served from the cache; {@code prompt_tokens_details.cached_tokens}, or one of the two
 *     other places where servers put it
 * @param audioTokens {@code prompt_tokens_details.audio_tokens}
 * @param reasoningTokens {@code completion_tokens_details.reasoning_tokens}
 * @param promptAudioSeconds {@code prompt_audio_seconds}
 * @param requestCount {@code request_count}
 * @param serviceTier {@code service_tier}: {@code standard} or {@code priority}
 * @param further fields that have no place of their own, by their names in the answer
 */
public record Usage(
        @Nullable Integer promptTokens,
        @Nullable Integer completionTokens,
        @Nullable Integer totalTokens,
        @Nullable Integer cachedTokens,
        @Nullable Integer audioTokens,
        @Nullable Integer reasoningTokens,
        @Nullable Integer promptAudioSeconds,
        @Nullable Integer requestCount,
        @Nullable String serviceTier,
        Map<String, Object> further) {

    public Usage {
        further = Map.copyOf(further);
    }
}
