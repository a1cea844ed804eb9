package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.Speech;
import io.github.mistral4j.client.api.Transcription;
import io.github.mistral4j.client.api.Voice;
import io.github.mistral4j.client.internal.json.Halves;
import io.github.mistral4j.client.internal.json.JsonTree;
import io.github.mistral4j.client.internal.json.TreeStreamReader;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Speech to text and back. */
public final class AudioJson {

    private static final Set<String> VOICE = Set.of("id", "name", "type", "languages", "gender", "description", "tags");

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
        if (!request.speakerReferences().isEmpty()) {
            field.accept("speaker_references", JsonTree.text(request.speakerReferences()));
        }
        // Said also where it is the default: some gateways stream unless told otherwise.
        field.accept("stream", String.valueOf(stream));
    }

    private static void put(BiConsumer<String, String> field, String name, @Nullable Object value) {
        if (value != null) {
            field.accept(name, String.valueOf(value));
        }
    }

    public static @Nullable Transcription transcription(Map<String, @Nullable Object> body)
            throws UnexpectedBodyException {
        Fields fields = new Fields(body);
        String text = fields.text("text");
        if (text == null) {
            return null;
        }
        return new Transcription(
                fields.text("model"),
                text,
                fields.text("language"),
                fields.list("segments", AudioJson::segment),
                fields.usage(),
                fields.text("finish_reason"));
    }

    private static Transcription.Segment segment(Fields fields) throws UnexpectedBodyException {
        return new Transcription.Segment(
                fields.content("text"),
                fields.decimal("start"),
                fields.decimal("end"),
                fields.decimal("score"),
                fields.text("speaker_id"));
    }

    /** Tells of the events of a streamed transcription; the last one is the whole of it. */
    public static TreeStreamReader.Events heard(Consumer<Transcription.Event> events) {
        Halves halves = new Halves();
        return event -> heard(event, halves, events);
    }

    private static @Nullable FinishReason heard(
            Map<String, @Nullable Object> event, Halves halves, Consumer<Transcription.Event> events)
            throws UnexpectedBodyException {
        Fields fields = new Fields(event);
        switch (fields.textOr("type", "")) {
            case "transcription.language" -> {
                String language = fields.text("audio_language");
                if (language != null) {
                    events.accept(new Transcription.Event.Language(language));
                }
            }
            case "transcription.text.delta" -> text(halves.join(0, fields.content("text")), events);
            case "transcription.segment" -> events.accept(new Transcription.Event.Spoken(segment(fields)));
            case "transcription.done" -> {
                Transcription whole = transcription(event);
                if (whole == null) {
                    throw new UnexpectedBodyException("the last event has no text");
                }
                text(halves.rest(0), events);
                events.accept(new Transcription.Event.Done(whole));
                return FinishReason.STOP;
            }
            default -> {}
        }
        return null;
    }

    public static Map<String, @Nullable Object> request(Speech.Request request, boolean stream) {
        Fields.Writer json = new Fields.Writer();
        request.extra().forEach(json::put);
        return json.put("model", request.model())
                .put("input", request.input())
                .put("voice_id", request.voiceId())
                .put("ref_audio", request.refAudio())
                .put("response_format", request.responseFormat())
                .put("expressiveness", request.expressiveness())
                .put("phoneme_hints", request.phonemeHints())
                .put("stream", stream)
                .map();
    }

    /** Null where there is no sound, or it is not base64. */
    public static @Nullable Speech speech(Map<String, @Nullable Object> body) {
        Fields fields = new Fields(body);
        byte[] audio = decoded(fields.text("audio_data"));
        return audio == null || audio.length == 0 ? null : new Speech(audio, fields.usage());
    }

    private static void text(String text, Consumer<Transcription.Event> events) {
        if (!text.isEmpty()) {
            events.accept(new Transcription.Event.Text(text));
        }
    }

    /** Tells of the sound in the events of streamed speech, and with the last one of its usage. */
    public static TreeStreamReader.Events spoken(Consumer<Speech> pieces) {
        AtomicBoolean silent = new AtomicBoolean(true);
        return event -> {
            Fields fields = new Fields(event);
            String type = fields.textOr("type", "");
            if (type.equals("speech.audio.delta")) {
                byte[] sound = decoded(fields.text("audio_data"));
                if (sound == null) {
                    throw new UnexpectedBodyException("a piece of the sound is not base64");
                }
                silent.compareAndSet(true, sound.length == 0);
                pieces.accept(new Speech(sound, null));
            } else if (type.equals("speech.audio.done")) {
                if (silent.get()) {
                    throw new UnexpectedBodyException("the speech ended without any sound");
                }
                pieces.accept(new Speech(new byte[0], fields.usage()));
                return FinishReason.STOP;
            }
            return null;
        };
    }

    public static Voice.@Nullable Page voices(Map<String, @Nullable Object> body) throws UnexpectedBodyException {
        Fields fields = new Fields(body);
        if (!fields.has("data")) {
            return null;
        }
        String next = fields.textOr("next_page_token", "");
        return new Voice.Page(fields.list("data", AudioJson::voice), next.isEmpty() ? null : next);
    }

    private static @Nullable Voice voice(Fields voice) {
        Map<String, @Nullable Object> further = new LinkedHashMap<>(voice.map());
        further.keySet().removeAll(VOICE);
        String id = voice.text("id");
        return id == null
                ? null
                : new Voice(
                        id,
                        voice.text("name"),
                        voice.text("type"),
                        voice.texts("languages"),
                        voice.text("gender"),
                        voice.text("description"),
                        voice.texts("tags"),
                        further);
    }

    private static byte @Nullable [] decoded(@Nullable String base64) {
        try {
            return base64 == null ? null : Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
