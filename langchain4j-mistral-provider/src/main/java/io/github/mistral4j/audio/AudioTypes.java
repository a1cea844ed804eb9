package io.github.mistral4j.audio;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Media types and endings of sound. */
final class AudioTypes {

    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/x-wav", "wav"),
            Map.entry("audio/wave", "wav"),
            Map.entry("audio/vnd.wave", "wav"),
            Map.entry("audio/x-flac", "flac"),
            Map.entry("audio/opus", "ogg"),
            Map.entry("audio/mp4", "m4a"),
            Map.entry("audio/x-m4a", "m4a"));
    private static final Map<String, String> TYPES = Map.of(
            "mp3", "audio/mpeg", "wav", "audio/wav", "flac", "audio/flac", "opus", "audio/ogg", "pcm", "audio/pcm");

    private AudioTypes() {}

    /** A name for the form, which the API goes by. */
    static String fileName(String mediaType) {
        String type = mediaType.split("[^a-z0-9/.+-]", 2)[0];
        return "audio." + ENDINGS.getOrDefault(type, type.substring(type.indexOf('/') + 1));
    }

    /** The given type, or what the first bytes tell. */
    static String mediaType(@Nullable String given, byte[] sound) {
        if (given != null && !given.isBlank()) {
            return given.strip().toLowerCase(Locale.ROOT);
        }
        String head = new String(sound, 0, Math.min(sound.length, 12), StandardCharsets.ISO_8859_1);
        if (head.startsWith("RIFF")) {
            return "audio/wav";
        } else if (head.startsWith("fLaC")) {
            return "audio/flac";
        } else if (head.startsWith("OggS")) {
            return "audio/ogg";
        } else if (head.startsWith("\u001AE\u00DF\u00A3")) {
            return "audio/webm";
        } else if (head.startsWith("ftyp", 4)) {
            return "audio/mp4";
        }
        return "audio/mpeg";
    }

    static String ofFormat(@Nullable String format) {
        return TYPES.getOrDefault(format == null ? "mp3" : format, "application/octet-stream");
    }
}
