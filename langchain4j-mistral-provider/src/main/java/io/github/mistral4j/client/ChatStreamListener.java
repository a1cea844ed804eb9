package io.github.mistral4j.client;

import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.Usage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Receives a streamed answer piece by piece, all on one thread, and then exactly one of {@link #onComplete()} and
 * {@link #onFailure(MistralException)}, or neither after {@link MistralStream#cancel()}. A chunk is taken apart while it is
 * parsed and no object is made for it: a long answer costs its text and nothing else.
 *
 * <p>{@code choice} is 0 unless the request asked for several candidates with {@code n}.
 */
public interface ChatStreamListener {

    /** The headers of the answer have arrived. */
    default void onOpen(ResponseInfo info) {}

    /** {@code id}, {@code model} and {@code created} (seconds since 1970) of the first chunk that has them, after its content. */
    default void onStart(@Nullable String id, @Nullable String model, @Nullable Long created) {}

    /** The next piece of the answer's text, never empty. */
    void onText(int choice, String text);

    /** A part of the content other than text: thinking, a reference, or one of an unknown type. */
    default void onPart(int choice, ContentPart part) {}

    /** A tool call or a fragment of one. */
    default void onToolCall(int choice, ToolCallDelta delta) {}

    /** {@code finish_reason}. */
    default void onFinish(int choice, FinishReason reason) {}

    /** {@code usage}, in the last chunk. */
    default void onUsage(Usage usage) {}

    /** A JSON object without choices that is no error either, such as a gateway's own event. */
    default void onUnknownEvent(Map<String, @Nullable Object> event) {}

    /**
     * The limit of the whole call was reached. Told on another thread than the rest and at any time, for a listener that waits
     * within one of its methods for something that may not come; {@link #onFailure} follows when it waits no more.
     */
    default void onTimeIsUp(MistralTimeoutException failure) {}

    /** The answer is complete. */
    void onComplete();

    /** The answer failed or was cut; what had been received before stays valid. */
    void onFailure(MistralException failure);
}
