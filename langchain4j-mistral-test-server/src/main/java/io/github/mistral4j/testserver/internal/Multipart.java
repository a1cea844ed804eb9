package io.github.mistral4j.testserver.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a {@code multipart/form-data} body apart. */
public final class Multipart {

    private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data;.*boundary=\"?([^\";]+)\"?.*");

    private Multipart() {}

    /** One part as it was sent. */
    public record Part(
            String name,
            @Nullable String fileName,
            @Nullable String contentType,
            byte[] content) {}

    /** Empty when the body is none of this kind. */
    public static List<Part> parts(@Nullable String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!boundary.matches()) {
            return List.of();
        }
        // One char for each byte, so that positions are the same in both.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "--" + boundary.group(1);
        List<Part> parts = new ArrayList<>();
        int start = text.indexOf(delimiter);
        while (start >= 0) {
            int end = text.indexOf("\r\n" + delimiter, start + delimiter.length());
            int content = text.indexOf("\r\n\r\n", start);
            if (end < 0 || content < 0) {
                break;
            }
            parts.add(part(text.substring(start + delimiter.length(), content), text.substring(content + 4, end)));
            start = end + 2;
        }
        return parts;
    }

    private static Part part(String head, String content) {
        return new Part(
                String.valueOf(find("[; ]name=\"([^\"]*)\"", head)),
                find("filename=\"([^\"]*)\"", head),
                find("(?i)content-type: *([^\r\n]*)", head),
                content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static @Nullable String find(String pattern, String head) {
        Matcher matcher = Pattern.compile(pattern).matcher(head);
        return matcher.find()
                ? new String(matcher.group(1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : null;
    }
}
