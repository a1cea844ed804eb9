package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /v1/audio/speech}, or a piece of it.
 *
 * @param audio the sound, in the format that was asked for; mp3 by default. Of a stream the next bytes, none with the last event
 * @param usage of a stream with the last event
 */
public record Speech(byte[] audio, @Nullable Usage usage) {

    @Override
    public String toString() {
        return "Speech[" + audio.length + " bytes]";
    }

    /**
     * What to say.
     *
     * @param input the text, about 300 words at most
     * @param voiceId {@code voice_id} of a saved voice
     * @param refAudio {@code ref_audio}: a clip of the voice to speak with, base64
     * @param responseFormat {@code response_format}: {@code mp3}, {@code wav}, {@code pcm}, {@code flac} or {@code opus}
     * @param expressiveness 1 or more
     * @param phonemeHints {@code phoneme_hints}: how words are said, in phones of the IPA
     * @param extra further fields by the API's names, such as {@code conversation_history}
     */
    public record Request(
            @Nullable String model,
            String input,
            @Nullable String voiceId,
            @Nullable String refAudio,
            @Nullable String responseFormat,
            @Nullable Double expressiveness,
            Map<String, List<String>> phonemeHints,
            Map<String, @Nullable Object> extra) {

        public Request {
            requireNonNull(input, "input");
            phonemeHints = Map.copyOf(phonemeHints);
            requireNonNull(extra, "extra");
        }

        @Override
        public String toString() {
            return "Request[model=" + model + ", input=" + input.length() + " characters]";
        }
    }
}
