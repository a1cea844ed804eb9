package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.Speech;
import io.github.mistral4j.client.api.Transcription;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Speech to text and back. */
public final class AudioJson {

    private AudioJson() {}

    /** The fields of the form beside the file, each told by name and value; lists are repeated fields. */
    public static void form(Transcription.Request request, boolean stream, BiConsumer<String, String> field) {
        field.accept("model", request.model());
        put(field, "file_url", request.fileUrl());
        put(field, "file_id", request.fileId());
        put(field, "language", request.language());
        put(field, "temperature", request.temperature());
        put(field, "diarize", request.diarize());
        request.contextBias().forEach(word -> field.accept("context_bias", word));
        request.timestampGranularities().forEach(kind -> field.accept("timestamp_granularities", kind));
        if (stream) {
            field.accept("stream", "true");
        }
    }

    private static void put(BiConsumer<String, String> field, String name, @Nullable Object value) {
        if (value != null) {
            field.accept(name, String.valueOf(value));
        }
    }

    public static @Nullable Transcription transcription(Map<String, @Nullable Object> body) {
        Fields fields = new Fields(body);
        String text = fields.text("text");
        if (text == null) {
            return null;
        }
        List<Transcription.Segment> segments =
                fields.objects("segments").stream().map(AudioJson::segment).toList();
        return new Transcription(
                fields.text("model"),
                text,
                fields.text("language"),
                segments,
                fields.usage(),
                fields.text("finish_reason"));
    }

    private static Transcription.Segment segment(Fields fields) {
        return new Transcription.Segment(
                fields.textOr("text", ""),
                fields.decimal("start"),
                fields.decimal("end"),
                fields.decimal("score"),
                fields.text("speaker_id"));
    }

    /** Null for an event that says nothing of the speech. */
    public static Transcription.@Nullable Event event(Map<String, @Nullable Object> event) {
        Fields fields = new Fields(event);
        return switch (fields.textOr("type", "")) {
            case "transcription.language" -> {
                String language = fields.text("audio_language");
                yield language == null ? null : new Transcription.Event.Language(language);
            }
            case "transcription.text.delta" -> new Transcription.Event.Text(fields.textOr("text", ""));
            case "transcription.segment" -> new Transcription.Event.Spoken(segment(fields));
            case "transcription.done" -> {
                Transcription whole = transcription(event);
                yield whole == null ? null : new Transcription.Event.Done(whole);
            }
            default -> null;
        };
    }

    public static Map<String, @Nullable Object> request(Speech.Request request, boolean stream) {
        return new Fields.Writer()
                .put("model", request.model())
                .put("input", request.input())
                .put("voice_id", request.voiceId())
                .put("ref_audio", request.refAudio())
                .put("response_format", request.responseFormat())
                .put("expressiveness", request.expressiveness())
                .put("stream", stream)
                .map();
    }

    /** Null where there is no sound, or it is not base64. */
    public static @Nullable Speech speech(Map<String, @Nullable Object> body) {
        Fields fields = new Fields(body);
        String audio = fields.text("audio_data");
        try {
            return audio == null ? null : new Speech(Base64.getDecoder().decode(audio), fields.usage());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Null for an event without sound. */
    public static byte @Nullable [] sound(Map<String, @Nullable Object> event) {
        Speech piece = "speech.audio.delta".equals(event.get("type")) ? speech(event) : null;
        return piece == null ? null : piece.audio();
    }
}
