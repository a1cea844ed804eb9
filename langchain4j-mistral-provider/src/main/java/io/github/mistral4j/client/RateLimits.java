package io.github.mistral4j.client;

import java.util.Map;

/**
 * The {@code x-ratelimit-…} headers of an answer. The keys are what follows in the header's name: {@code req-minute},
 * {@code tokens-minute}, {@code audio-seconds-minute} and others. Streams carry none.
 *
 * @param limit {@code x-ratelimit-limit-…}
 * @param remaining {@code x-ratelimit-remaining-…}
 * @param queryCost {@code x-ratelimit-…-query-cost}
 */
public record RateLimits(Map<String, Long> limit, Map<String, Long> remaining, Map<String, Long> queryCost) {

    static final RateLimits NONE = new RateLimits(Map.of(), Map.of(), Map.of());

    public RateLimits {
        limit = Map.copyOf(limit);
        remaining = Map.copyOf(remaining);
        queryCost = Map.copyOf(queryCost);
    }

    /** Whether the answer carried no such header. */
    public boolean isEmpty() {
        return limit.isEmpty() && remaining.isEmpty() && queryCost.isEmpty();
    }
}
