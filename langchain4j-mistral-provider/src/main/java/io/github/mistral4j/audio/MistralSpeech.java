package io.github.mistral4j.audio;

import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.model.audio.TextToSpeechResponse;
import io.github.mistral4j.MistralTokenUsage;
import io.github.mistral4j.client.api.Usage;
import org.jspecify.annotations.Nullable;

/** Spoken text with what Mistral says beside its sound. */
public final class MistralSpeech extends TextToSpeechResponse {

    private final @Nullable Usage usage;
    private final @Nullable String requestId;

    MistralSpeech(Audio audio, @Nullable Usage usage, @Nullable String requestId) {
        super(audio);
        this.usage = usage;
        this.requestId = requestId;
    }

    /** Null where the server did not say. */
    public @Nullable MistralTokenUsage tokenUsage() {
        return MistralTokenUsage.of(usage);
    }

    /** The id to give to Mistral's support. */
    public @Nullable String requestId() {
        return requestId;
    }
}
