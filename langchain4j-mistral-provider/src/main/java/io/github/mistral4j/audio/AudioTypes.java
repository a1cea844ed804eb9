package io.github.mistral4j.audio;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Media types and endings of sound. */
final class AudioTypes {

    private static final Map<String, String> ENDINGS = Map.of(
            "audio/mpeg", "mp3",
            "audio/mp3", "mp3",
            "audio/wav", "wav",
            "audio/x-wav", "wav",
            "audio/wave", "wav",
            "audio/flac", "flac",
            "audio/ogg", "ogg",
            "audio/webm", "webm",
            "audio/mp4", "m4a");
    private static final Map<String, String> TYPES = Map.of(
            "mp3", "audio/mpeg", "wav", "audio/wav", "flac", "audio/flac", "opus", "audio/ogg", "pcm", "audio/pcm");

    private AudioTypes() {}

    /** A name for the form, which the API goes by. */
    static String fileName(@Nullable String mediaType) {
        String type = mediaType == null ? "" : mediaType.toLowerCase(Locale.ROOT);
        return "audio." + ENDINGS.getOrDefault(type, "mp3");
    }

    static String mediaType(@Nullable String format) {
        return TYPES.getOrDefault(format == null ? "mp3" : format, "application/octet-stream");
    }
}
