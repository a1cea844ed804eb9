package io.github.mistral4j.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.ByteString;

/** Whether the media type of a data URI is the one of its bytes, where the bytes tell. */
final class MediaRules {

    private static final Pattern DATA_URI = Pattern.compile("data:([^;,]+);base64,(.{0,16}).*", Pattern.DOTALL);
    private static final Map<String, String> MAGIC = Map.of(
            "ffd8ff", "image/jpeg",
            "89504e47", "image/png",
            "47494638", "image/gif",
            "25504446", "application/pdf",
            "494433", "audio/mpeg");

    private MediaRules() {}

    static void check(JsonNode messages, List<String> found) {
        for (JsonNode message : messages) {
            for (JsonNode part : message.path("content")) {
                part.forEach(value -> check(value.isObject() ? value.path("url").asText() : value.asText(), found));
            }
        }
    }

    private static void check(String uri, List<String> found) {
        Matcher data = DATA_URI.matcher(uri);
        if (!data.matches() || data.group(2).length() % 4 != 0) {
            return;
        }
        String bytes = ByteString.of(Base64.getDecoder().decode(data.group(2))).hex();
        MAGIC.forEach((magic, type) -> {
            if (bytes.startsWith(magic) && !data.group(1).equals(type)) {
                found.add("the data is " + type + " and was sent as " + data.group(1));
            }
        });
    }
}
