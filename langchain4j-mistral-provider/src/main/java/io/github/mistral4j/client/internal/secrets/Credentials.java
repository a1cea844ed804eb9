package io.github.mistral4j.client.internal.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the API key comes from. It is asked for each request, so that keys rotate without a restart. */
public final class Credentials {

    private static final String SCHEME = "bearer ";

    private final @Nullable Supplier<@Nullable String> keys;

    public Credentials(@Nullable Supplier<@Nullable String> keys) {
        this.keys = keys;
    }

    /** A key in a file that is read before each request, so that it can be replaced at any time. */
    public static Supplier<@Nullable String> inFile(Path file) {
        return () -> {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UnusableKeyException("the file with the API key cannot be read: "
                        + e.getClass().getSimpleName());
            }
        };
    }

    public boolean present() {
        return keys != null;
    }

    /** The key, null when this client needs none. */
    public @Nullable String key() {
        if (keys == null) {
            return null;
        }
        String key;
        try {
            key = keys.get();
        } catch (UnusableKeyException e) {
            throw e;
        } catch (RuntimeException e) {
            // Its message is not ours and may hold the key.
            throw new UnusableKeyException(
                    "the supplier of apiKey failed with " + e.getClass().getName());
        }
        if (key == null || key.isBlank()) {
            throw new UnusableKeyException("the supplier of apiKey gave no key");
        }
        return clean(key);
    }

    /** Checks and trims a key; a leading {@code Bearer} is taken off. */
    public static String clean(String key) {
        String trimmed = key.strip();
        if (trimmed.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            trimmed = trimmed.substring(SCHEME.length()).strip();
        }
        if (trimmed.isEmpty() || trimmed.equalsIgnoreCase(SCHEME.strip())) {
            throw new UnusableKeyException("apiKey is blank");
        }
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (c <= ' ' || c >= 0x7F) {
                throw new UnusableKeyException(
                        "apiKey holds a character that cannot stand in a header (blank, line break or not ASCII) at position "
                                + i);
            }
        }
        return trimmed;
    }

    @Override
    public String toString() {
        return keys == null ? "no key" : "a key";
    }
}
