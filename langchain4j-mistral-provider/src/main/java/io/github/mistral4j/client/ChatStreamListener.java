package io.github.mistral4j.client;

import io.github.mistral4j.client.api.ChatChunkListener;

/**
 * Receives a streamed answer piece by piece, all on one thread, and then exactly one of {@link #onComplete()} and
 * {@link #onFailure(MistralException)}, or neither after {@link MistralStream#cancel()}.
 */
public interface ChatStreamListener extends ChatChunkListener {

    /** The headers of the answer have arrived. */
    default void onOpen(ResponseInfo info) {}

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
