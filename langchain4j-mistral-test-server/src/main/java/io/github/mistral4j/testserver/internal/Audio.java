package io.github.mistral4j.testserver.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Transcriptions and speech. */
public final class Audio {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Audio() {}

    /**
     * A transcription of a text.
     *
     * @param segments whether times were asked for
     * @param speakers whether speakers were asked for
     */
    public static ObjectNode transcription(String model, String text, boolean segments, boolean speakers) {
        ObjectNode body =
                JSON.objectNode().put("model", model).put("text", text).putNull("language");
        ArrayNode list = body.putArray("segments");
        if (segments && !text.isEmpty()) {
            segment(list.addObject().put("type", "transcription_segment"), text, speakers);
        }
        int tokens = Tokens.count(text);
        ObjectNode usage = body.putObject("usage")
                .put("prompt_audio_seconds", 3)
                .put("prompt_tokens", 3)
                .put("total_tokens", 3 + tokens + 375)
                .put("completion_tokens", tokens);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 375);
        usage.put("service_tier", "standard");
        return body.putNull("finish_reason");
    }

    private static void segment(ObjectNode segment, String text, boolean speakers) {
        segment.put("text", text).put("start", 0.1).put("end", 2.9);
        segment.put("speaker_id", speakers ? "speaker_1" : null);
    }

    /** The same as events: the text in pieces, the segments, and the whole at the end. */
    public static List<String> transcriptionEvents(ObjectNode whole, List<String> pieces) {
        List<String> frames = new ArrayList<>();
        for (String piece : pieces) {
            frames.add(frame(
                    JSON.objectNode().put("type", "transcription.text.delta").put("text", piece)));
        }
        whole.path("segments")
                .forEach(segment ->
                        frames.add(frame(((ObjectNode) segment.deepCopy()).put("type", "transcription.segment"))));
        frames.add(frame(whole.deepCopy().put("type", "transcription.done")));
        return frames;
    }

    public static ObjectNode speech(String format) {
        return JSON.objectNode().put("audio_data", Base64.getEncoder().encodeToString(sound(format)));
    }

    /** The same in two pieces. */
    public static List<String> speechEvents(String format, String text) {
        byte[] sound = sound(format);
        int half = sound.length / 8 * 4;
        Base64.Encoder encoder = Base64.getEncoder();
        ObjectNode done = JSON.objectNode().put("type", "speech.audio.done");
        done.putObject("usage")
                .put("prompt_tokens", Tokens.count(text))
                .put("completion_tokens", 10)
                .put("total_tokens", Tokens.count(text) + 10);
        return List.of(
                delta(encoder.encodeToString(Arrays.copyOf(sound, half))),
                delta(encoder.encodeToString(Arrays.copyOfRange(sound, half, sound.length))),
                frame(done));
    }

    /** A page of four voices. */
    public static ObjectNode voices(Map<String, String> query) {
        List<ObjectNode> found = new ArrayList<>();
        for (String name : List.of("Ada", "Ben", "Cleo", "Dag")) {
            boolean preset = found.size() < 3;
            ObjectNode voice = JSON.objectNode()
                    .put("id", "voice-" + name.toLowerCase(Locale.ROOT))
                    .put("name", name)
                    .put("type", preset ? "preset" : "custom")
                    .put("kind", preset ? null : "ivc")
                    .put("gender", found.size() % 2 == 0 ? "female" : "male")
                    .putNull("description");
            voice.putArray("languages").add(found.size() < 2 ? "en" : "de");
            voice.putArray("tags");
            found.add(voice);
        }
        found.removeIf(voice -> !isWanted(voice, query));
        int size = Integer.parseInt(query.getOrDefault("page_size", "10"));
        int start = Integer.parseInt(query.getOrDefault("page_token", "0"));
        ObjectNode page = JSON.objectNode();
        page.putArray("data").addAll(found.stream().skip(start).limit(size).toList());
        return page.put("next_page_token", start + size < found.size() ? String.valueOf(start + size) : null);
    }

    private static boolean isWanted(ObjectNode voice, Map<String, String> query) {
        String type = query.getOrDefault("type", "all");
        return (type.equals("all") || voice.path("type").asText().equals(type))
                && query.getOrDefault("gender", voice.path("gender").asText())
                        .equals(voice.path("gender").asText())
                && query.getOrDefault("language", voice.at("/languages/0").asText())
                        .equals(voice.at("/languages/0").asText())
                && query.getOrDefault("kind", voice.path("kind").asText())
                        .equals(voice.path("kind").asText())
                && voice.path("name").asText().contains(query.getOrDefault("query", ""));
    }

    private static String delta(String data) {
        return frame(JSON.objectNode().put("type", "speech.audio.delta").put("audio_data", data));
    }

    private static String frame(ObjectNode data) {
        return "event: " + data.path("type").asText() + "\ndata: " + data + "\n\n";
    }

    /** Silence: a WAV file, samples (PCM), or a frame of MPEG audio for all other formats. */
    private static byte[] sound(String format) {
        int samples = 800;
        if (format.equals("pcm")) {
            return new byte[samples * Float.BYTES];
        }
        if (format.equals("wav")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteBuffer head = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
            head.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
            head.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
            head.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
            head.putShort((short) 2).putShort((short) 16);
            head.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
            out.writeBytes(head.array());
            out.writeBytes(new byte[2 * samples]);
            return out.toByteArray();
        }
        byte[] mpeg = new byte[417];
        ByteBuffer.wrap(mpeg).putInt(0xfffb9064);
        return mpeg;
    }
}
