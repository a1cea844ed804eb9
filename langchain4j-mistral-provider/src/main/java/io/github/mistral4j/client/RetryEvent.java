package io.github.mistral4j.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request failed and is about to be repeated.
 *
 * @param retry 1 for the first repetition
 * @param delay how long the call waits before it
 * @param status the HTTP status, null when there was no answer
 * @param cause what the request failed with
 */
public record RetryEvent(
        int retry, Duration delay, @Nullable Integer status, MistralException cause) {}
