package io.github.mistral4j.examples.app;

import java.nio.file.Path;
import java.util.Map;

/** Where indexes and the log file are kept: {@code RAG_CACHE}, or what the system has for such things. */
public final class CacheFolder {

    private static final String NAME = "mistral4j-rag";

    private CacheFolder() {}

    public static Path of(Map<String, String> environment) {
        String own = environment.get("RAG_CACHE");
        if (own != null && !own.isBlank()) {
            return Path.of(own);
        }
        String xdg = environment.get("XDG_CACHE_HOME");
        String local = environment.get("LOCALAPPDATA");
        if (xdg != null && !xdg.isBlank()) {
            return Path.of(xdg, NAME);
        }
        return local != null && !local.isBlank()
                ? Path.of(local, NAME)
                : Path.of(System.getProperty("user.home"), ".cache", NAME);
    }
}
