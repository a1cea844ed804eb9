package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One candidate of an answer.
 *
 * @param index 0 for the first; others exist only when {@code n} is above 1
 * @param finishReason {@code finish_reason}
 */
public record ChatChoice(
        int index, Message.Assistant message, @Nullable FinishReason finishReason) {

    public ChatChoice {
        requireNonNull(message, "message");
    }
}
