package io.github.mistral4j.client.internal.net;

import io.github.mistral4j.client.internal.secrets.Credentials;
import io.github.mistral4j.client.internal.secrets.UnusableKeyException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of the builder; no message repeats a value that may be a secret. */
public final class Arguments {

    private Arguments() {}

    public static String key(String apiKey) {
        try {
            return Credentials.clean(apiKey);
        } catch (UnusableKeyException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    public static HttpUrl baseUrl(String baseUrl, String example) {
        HttpUrl url = baseUrl == null ? null : HttpUrl.parse(baseUrl.strip());
        if (url == null) {
            throw new IllegalArgumentException("baseUrl must be an absolute http or https URL such as " + example);
        }
        if (!url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty()) {
            throw new IllegalArgumentException(
                    "baseUrl must not hold a user name or password; send them with header(\"Authorization\", …)");
        }
        return url;
    }

    public static void headerName(String name) {
        if (!isHeaderName(name)) {
            throw new IllegalArgumentException(
                    "the name of a header must be of visible ASCII characters without a colon");
        }
    }

    public static boolean isHeaderName(@Nullable String name) {
        return name != null && !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ':');
    }

    public static void headerValue(String name, String value) {
        if (value == null || !Server.isHeaderValue(value)) {
            throw new IllegalArgumentException(
                    "the value of header '" + name + "' must be of ASCII characters without a line break");
        }
    }

    public static Path path(String name, String value) {
        try {
            return Path.of(value.strip());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(name + " is not the path of a file");
        }
    }

    public static Duration duration(String name, @Nullable Duration value, Duration inPlaceOfNull) {
        if (value != null && value.isNegative()) {
            throw new IllegalArgumentException(name + " must be zero or more, but is " + value);
        }
        return value == null ? inPlaceOfNull : value;
    }
}
