package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /v1/audio/transcriptions}.
 *
 * @param language null in most answers, also where it was asked for
 * @param segments empty unless timestamps or speakers were asked for
 */
public record Transcription(
        @Nullable String model,
        String text,
        @Nullable String language,
        List<Segment> segments,
        @Nullable Usage usage,
        @Nullable String finishReason) {

    public Transcription {
        requireNonNull(text, "text");
        segments = List.copyOf(segments);
    }

    @Override
    public String toString() {
        return "Transcription[model=" + model + ", text=" + text.length() + " characters, segments=" + segments.size()
                + "]";
    }

    /**
     * A stretch of speech.
     *
     * @param start in seconds, null where the server did not say
     * @param end in seconds, null where the server did not say
     * @param speakerId {@code speaker_id}, such as {@code speaker_1}; null without {@code diarize}
     */
    public record Segment(
            String text,
            @Nullable Double start,
            @Nullable Double end,
            @Nullable Double score,
            @Nullable String speakerId) {

        @Override
        public String toString() {
            return "Segment[text=" + text.length() + " characters, start=" + start + ", end=" + end + ", speakerId="
                    + speakerId + "]";
        }
    }

    /**
     * What to transcribe: exactly one of {@code file}, {@code fileUrl} and {@code fileId}.
     *
     * @param fileUrl {@code file_url}: {@code http} or {@code https}
     * @param fileId {@code file_id} of a file uploaded before
     * @param language two letters
     * @param diarize whether speakers are told apart
     * @param contextBias {@code context_bias}: words that are likely to occur, at most 100
     * @param timestampGranularities {@code timestamp_granularities}: {@code segment}, {@code word}
     * @param speakerReferences {@code speaker_references}: a base64 clip for the name of each speaker; needs {@code diarize}
     */
    public record Request(
            String model,
            @Nullable UploadFile file,
            @Nullable String fileUrl,
            @Nullable String fileId,
            @Nullable String language,
            @Nullable Double temperature,
            @Nullable Boolean diarize,
            List<String> contextBias,
            List<String> timestampGranularities,
            Map<String, String> speakerReferences) {

        public Request {
            requireNonNull(model, "model");
            int sources = (file == null ? 0 : 1) + (fileUrl == null ? 0 : 1) + (fileId == null ? 0 : 1);
            if (sources != 1) {
                throw new IllegalArgumentException(
                        "exactly one of file, fileUrl and fileId must be set, but " + sources + " are");
            }
            contextBias = List.copyOf(contextBias);
            timestampGranularities = List.copyOf(timestampGranularities);
            speakerReferences = Map.copyOf(speakerReferences);
        }

        @Override
        public String toString() {
            return "Request[model=" + model + ", language=" + language + "]";
        }
    }

    /** An event of a streamed transcription. */
    public sealed interface Event {

        /** {@code transcription.language}. */
        record Language(String language) implements Event {}

        /** {@code transcription.text.delta}: the next piece of the text. */
        record Text(String text) implements Event {
            @Override
            public String toString() {
                return "Text[" + text.length() + " characters]";
            }
        }

        /** {@code transcription.segment}. */
        record Spoken(Segment segment) implements Event {}

        /** {@code transcription.done}: the whole transcription once more. */
        record Done(Transcription transcription) implements Event {}
    }
}
