package io.github.mistral4j.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What each group may say about its client. */
interface ConnectionProperties {

    @Nullable
    String apiKey();

    @Nullable
    Boolean withoutApiKey();

    @Nullable
    String baseUrl();

    @Nullable
    Map<String, String> headers();

    @Nullable
    List<String> plainHeaders();

    @Nullable
    Map<String, String> customQueryParams();

    @Nullable
    Duration timeout();

    @Nullable
    Duration connectTimeout();

    @Nullable
    Duration firstByteTimeout();

    @Nullable
    Duration idleTimeout();

    @Nullable
    Duration callTimeout();

    @Nullable
    Integer maxRetries();

    @Nullable
    Duration maxRetryDuration();

    @Nullable
    Double requestsPerSecond();

    @Nullable
    Boolean logRequests();

    @Nullable
    Boolean logResponses();

    default boolean anySet() {
        return Stream.of(
                        apiKey(),
                        withoutApiKey(),
                        baseUrl(),
                        headers(),
                        plainHeaders(),
                        customQueryParams(),
                        timeout(),
                        connectTimeout(),
                        firstByteTimeout(),
                        idleTimeout(),
                        callTimeout(),
                        maxRetries(),
                        maxRetryDuration(),
                        requestsPerSecond(),
                        logRequests(),
                        logResponses())
                .anyMatch(Objects::nonNull);
    }
}
