package io.github.mistral4j.audio;

import dev.langchain4j.model.audio.AudioTranscriptionResponse;
import io.github.mistral4j.MistralTokenUsage;
import io.github.mistral4j.client.ResponseInfo;
import io.github.mistral4j.client.api.Transcription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transcription with what Mistral says beside its text. */
public final class MistralTranscription extends AudioTranscriptionResponse {

    private final Transcription transcription;
    private final @Nullable String requestId;

    MistralTranscription(Transcription transcription, @Nullable ResponseInfo info) {
        super(transcription.text());
        this.transcription = transcription;
        this.requestId = info == null ? null : info.requestId();
    }

    /** Stretches of speech with their times and speakers; empty unless timestamps or speakers were asked for. */
    public List<Transcription.Segment> segments() {
        return transcription.segments();
    }

    /** Null in most answers, also where it was asked for. */
    public @Nullable String language() {
        return transcription.language();
    }

    /** The model that answered. */
    public @Nullable String modelName() {
        return transcription.model();
    }

    /** With audio the total is more than input plus output. */
    public @Nullable MistralTokenUsage tokenUsage() {
        return MistralTokenUsage.of(transcription.usage());
    }

    /** {@code prompt_audio_seconds}: how long the speech is, for the bill. */
    public @Nullable Integer audioSeconds() {
        return transcription.usage() == null ? null : transcription.usage().promptAudioSeconds();
    }

    /** The id to give to Mistral's support. */
    public @Nullable String requestId() {
        return requestId;
    }

    @Override
    public String toString() {
        return "MistralTranscription[" + transcription + "]";
    }
}
