package io.github.mistral4j.examples.app;

import io.github.mistral4j.examples.store.PrivateFiles;
import io.github.mistral4j.examples.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where indexes and the log file are kept: {@code RAG_CACHE}, or what the system has for such things, or the temporary folder for a user
 * without a home.
 *
 * @param temporary whether it is the temporary folder, because there was nothing better
 */
public record CacheFolder(Path path, boolean temporary) {

    private static final String NAME = "mistral4j-rag";

    /** The program later gives its libraries another one. */
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    public static CacheFolder of(Map<String, String> environment) {
        String own = text(environment, "RAG_CACHE");
        if (own != null) {
            return new CacheFolder(Path.of(own).toAbsolutePath(), false);
        }
        Path usual = usual(environment);
        return usual != null && canBeMade(usual)
                ? new CacheFolder(usual, false)
                : new CacheFolder(TEMPORARY.resolve(NAME + "-" + userId()), true);
    }

    private static @Nullable Path usual(Map<String, String> environment) {
        String cache = text(environment, "XDG_CACHE_HOME");
        String parent = cache == null ? text(environment, "LOCALAPPDATA") : cache;
        if (parent != null && Path.of(parent).isAbsolute()) {
            return Path.of(parent, NAME);
        }
        String home = text(environment, "HOME");
        Path folder = Path.of(home == null ? System.getProperty("user.home", "?") : home);
        // Java's answer for a user that the system does not know is "?".
        return folder.isAbsolute() ? folder.resolve(".cache").resolve(NAME) : null;
    }

    private static boolean canBeMade(Path folder) {
        try {
            make(folder);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    /** Users do not share it: what is in it is trusted. */
    private static String userId() {
        try {
            return String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | RuntimeException e) {
            return System.getProperty("user.name", "user").replaceAll("\\W", "_");
        }
    }

    /** Makes it when it is not there; only its owner can look into it then. */
    public static void make(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                PrivateFiles.createFolder(folder);
            }
            Files.delete(Files.createTempFile(folder, "writable", ""));
        } catch (IOException e) {
            throw new StoreException(
                    "Cannot write to the cache folder " + folder + ". Name another one in RAG_CACHE.", e);
        }
    }

    private static @Nullable String text(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }
}
