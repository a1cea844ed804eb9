package io.github.mistral4j.internal;

import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.exception.InvalidRequestException;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Media as the API takes it: an URL that the server fetches, or a {@code data:} URI that keeps the media type. */
final class MediaData {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int LARGEST_IMAGE = 10 * MEBIBYTE;
    private static final int LARGEST_DOCUMENT = 50 * MEBIBYTE;
    private static final int NO_LIMIT = Integer.MAX_VALUE;
    private static final Set<String> IMAGE_TYPES =
            Set.of("image/png", "image/jpeg", "image/jpg", "image/webp", "image/gif");

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]++={0,2}");
    private static final Pattern LINE_END = Pattern.compile("[\\r\\n]+");

    private MediaData() {}

    static String image(@Nullable URI url, @Nullable String base64, @Nullable String mimeType) {
        if (base64 == null) {
            return url("image", url);
        }
        String type = mimeType == null ? imageType(base64) : mimeType.toLowerCase(Locale.ROOT);
        if (!IMAGE_TYPES.contains(type)) {
            throw new InvalidRequestException("the mimeType of an image must be image/png, image/jpeg, image/webp or "
                    + "image/gif, but is " + type);
        }
        return dataUri("image", type.equals("image/jpg") ? "image/jpeg" : type, base64, LARGEST_IMAGE);
    }

    static String pdf(@Nullable URI url, @Nullable String base64, @Nullable String mimeType) {
        return base64 == null
                ? url("PDF", url)
                : dataUri("PDF", mimeType == null ? "application/pdf" : mimeType, base64, LARGEST_DOCUMENT);
    }

    static String audio(Audio audio) {
        if (audio.base64Data() == null && audio.binaryData() == null) {
            return url("audio", audio.url());
        }
        if (audio.mimeType() == null) {
            throw new InvalidRequestException("audio data needs a mimeType, such as audio/mpeg or audio/wav");
        }
        String base64 = audio.base64Data() != null
                ? audio.base64Data()
                : Base64.getEncoder().encodeToString(audio.binaryData());
        return dataUri("audio", audio.mimeType(), base64, NO_LIMIT);
    }

    private static String url(String what, @Nullable URI url) {
        String scheme =
                url == null || url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url == null || !Set.of("http", "https", "data").contains(scheme)) {
            throw new InvalidRequestException("the URL of " + (what.equals("image") ? "an " : "a ") + what
                    + " must begin with https:, http: or data:, since the server fetches it"
                    + (scheme.isEmpty() ? "" : "; it begins with " + scheme + ":"));
        }
        return url.toString();
    }

    private static String dataUri(String what, String type, String data, int largest) {
        // MIME's base64 comes in lines.
        String base64 = data.indexOf('\n') < 0 ? data : LINE_END.matcher(data).replaceAll("");
        if (!BASE64.matcher(base64).matches()) {
            throw new InvalidRequestException("the data of the " + what
                    + " must be base64 and nothing else: letters, digits, + and /, with = at the end");
        }
        long bytes = base64.length() / 4L * 3;
        if (bytes > largest) {
            throw new InvalidRequestException("the " + what + " has about " + bytes / MEBIBYTE
                    + " MiB; Mistral takes at most " + largest / MEBIBYTE);
        }
        return "data:" + type + ";base64," + base64;
    }

    // The first bytes of the formats that the API reads, in base64.
    private static String imageType(String base64) {
        if (base64.startsWith("iVBORw0KGgo")) {
            return "image/png";
        } else if (base64.startsWith("/9j/")) {
            return "image/jpeg";
        } else if (base64.startsWith("UklGR")) {
            return "image/webp";
        } else if (base64.startsWith("R0lGOD")) {
            return "image/gif";
        }
        throw new InvalidRequestException(
                "an image has no mimeType and is none of image/png, image/jpeg, image/webp and image/gif");
    }
}
