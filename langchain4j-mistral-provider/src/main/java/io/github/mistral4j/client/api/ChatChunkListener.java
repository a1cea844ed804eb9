package io.github.mistral4j.client.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Receives the chunks of a streamed chat completion, taken apart while they are parsed: no object is made for a chunk, so that a
 * long answer costs its text and nothing else. {@code choice} is 0 unless the request asked for several candidates with {@code n}.
 */
public interface ChatChunkListener {

    /** {@code id}, {@code model} and {@code created} (seconds since 1970) of the first chunk that has them, after its content. */
    default void onStart(@Nullable String id, @Nullable String model, @Nullable Long created) {}

    /** The next piece of the answer's text, never empty. */
    void onText(int choice, String text);

    /** A part of the content other than text: thinking, a reference, or one of an unknown type. */
    default void onPart(int choice, ContentPart part) {}

    /** A tool call or a fragment of one. */
    default void onToolCall(int choice, ToolCall call) {}

    /** {@code logprobs.content} of a chunk; never empty. */
    default void onLogprobs(int choice, List<TokenLogprob> logprobs) {}

    /** {@code prompt_logprobs.content}; never empty. */
    default void onPromptLogprobs(int choice, List<TokenLogprob> logprobs) {}

    /** {@code finish_reason}. */
    default void onFinish(int choice, FinishReason reason) {}

    /** {@code usage}, in the last chunk. */
    default void onUsage(Usage usage) {}

    /** A JSON object without choices that is no error either, such as a gateway's own event. */
    default void onUnknownEvent(Map<String, @Nullable Object> event) {}
}
