package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One candidate of an answer.
 *
 * @param index 0 for the first; others exist only when {@code n} is above 1
 * @param finishReason {@code finish_reason}
 * @param logprobs {@code logprobs.content}; empty when they were not asked for
 * @param promptLogprobs {@code prompt_logprobs.content}
 */
public record ChatChoice(
        int index,
        Message.Assistant message,
        @Nullable FinishReason finishReason,
        List<TokenLogprob> logprobs,
        List<TokenLogprob> promptLogprobs) {

    public ChatChoice {
        requireNonNull(message, "message");
        logprobs = List.copyOf(logprobs);
        promptLogprobs = List.copyOf(promptLogprobs);
    }

    public ChatChoice(int index, Message.Assistant message, @Nullable FinishReason finishReason) {
        this(index, message, finishReason, List.of(), List.of());
    }
}
