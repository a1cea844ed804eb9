package io.github.mistral4j.audio;

import io.github.mistral4j.client.api.Transcription;

/**
 * Receives a streamed transcription, all on one thread of the client's, and then exactly one of {@link #onComplete} and
 * {@link #onError}, or neither after a cancellation. What it throws goes to {@link #onError}, and the stream goes on.
 */
public interface MistralTranscriptionHandler {

    /** The next piece of the text. */
    void onText(String text);

    /** A stretch of speech is complete. */
    default void onSegment(Transcription.Segment segment) {}

    /** The language that was recognised. */
    default void onLanguage(String language) {}

    /** The whole transcription. */
    void onComplete(MistralTranscription transcription);

    void onError(Throwable error);
}
