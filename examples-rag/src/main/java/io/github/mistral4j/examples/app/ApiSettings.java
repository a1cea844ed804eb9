package io.github.mistral4j.examples.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which server is asked, and how.
 *
 * @param key null for none
 * @param baseUrl null for Mistral's own, or for the stand-in when there is no key either
 * @param requestsPerSecond null for no limit
 * @param maxRetries of a request, before a fall-back is considered
 */
public record ApiSettings(
        @Nullable String key,
        @Nullable String baseUrl,
        @Nullable Double requestsPerSecond,
        int maxRetries) {

    private static final int MAX_RETRIES = 2;

    static ApiSettings from(Map<String, String> environment) {
        return new ApiSettings(
                text(environment, "MISTRAL_API_KEY"), text(environment, "MISTRAL_BASE_URL"), null, MAX_RETRIES);
    }

    public ApiSettings withRequestsPerSecond(@Nullable Double limit) {
        return new ApiSettings(key, baseUrl, limit, maxRetries);
    }

    ApiSettings withKey(String other) {
        return new ApiSettings(other, baseUrl, requestsPerSecond, maxRetries);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ApiSettings[key=" + (key == null ? "none" : "given") + ", baseUrl=" + baseUrl + "]";
    }

    private static @Nullable String text(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
