package io.github.mistral4j.examples.app;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which servers are asked, and how. The environment variables are those that {@code rag --help} lists.
 *
 * @param key null for none
 * @param baseUrl null for Mistral's own, or for the stand-in when there is no key either
 * @param embeddings another server for embeddings, null for the same
 * @param chatModel for all tasks, null for what the routing file says
 * @param embeddingModel null for what the routing file says
 * @param timeout how long a server may be silent, null for the provider's default
 * @param batchSize most texts in an embedding request, null for the default
 * @param requestsPerSecond null for no limit
 * @param maxRetries of a request, before a fall-back is considered
 */
public record ApiSettings(
        @Nullable String key,
        @Nullable String baseUrl,
        @Nullable Embeddings embeddings,
        @Nullable String chatModel,
        @Nullable String embeddingModel,
        @Nullable Duration timeout,
        @Nullable Integer batchSize,
        @Nullable Double requestsPerSecond,
        int maxRetries) {

    /** The model inside this program, in place of the address of a server. */
    public static final String BUILT_IN = "built-in";

    private static final int MAX_RETRIES = 2;
    private static final int LAST_PORT = 65_535;

    /** What people copy from an example, and slashes. */
    private static final Pattern ENDPOINT = Pattern.compile("(/(chat/)?completions|/embeddings|/models)?/*$");

    /**
     * The server for embeddings.
     *
     * @param baseUrl or {@link #BUILT_IN}
     * @param key a key of its own: the one of another server must not get here
     */
    public record Embeddings(String baseUrl, @Nullable String key) {

        boolean builtIn() {
            return baseUrl.equals(BUILT_IN);
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Embeddings[baseUrl=" + baseUrl + "]";
        }
    }

    /** The same server and the file's models for everything. */
    public ApiSettings(
            @Nullable String key, @Nullable String baseUrl, @Nullable Double requestsPerSecond, int maxRetries) {
        this(key, baseUrl, null, null, null, null, null, requestsPerSecond, maxRetries);
    }

    static ApiSettings from(Map<String, String> environment) {
        String embeddings = text(environment, "RAG_EMBEDDING_BASE_URL");
        Double seconds = number(environment, "RAG_TIMEOUT", 0.001);
        Double batch = number(environment, "RAG_BATCH_SIZE", 1);
        return new ApiSettings(
                text(environment, "MISTRAL_API_KEY"),
                address(text(environment, "MISTRAL_BASE_URL")),
                embeddings == null
                        ? null
                        : new Embeddings(
                                String.valueOf(address(embeddings)), text(environment, "RAG_EMBEDDING_API_KEY")),
                text(environment, "RAG_CHAT_MODEL"),
                text(environment, "RAG_EMBEDDING_MODEL"),
                seconds == null ? null : Duration.ofMillis((long) (seconds * 1000)),
                batch == null ? null : batch.intValue(),
                number(environment, "RAG_REQUESTS_PER_SECOND", 0.001),
                MAX_RETRIES);
    }

    ApiSettings withKey(String other) {
        return new ApiSettings(
                other,
                baseUrl,
                embeddings,
                chatModel,
                embeddingModel,
                timeout,
                batchSize,
                requestsPerSecond,
                maxRetries);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ApiSettings[key=" + (key == null ? "none" : "given") + ", baseUrl=" + baseUrl + "]";
    }

    /**
     * An address without a path means the usual one, and that of an endpoint the one that it is under. One that ends in
     * {@code /.} means the root of the host.
     */
    private static @Nullable String address(@Nullable String text) {
        if (text == null || !isAddress(text)) {
            return text;
        }
        if (text.endsWith("/.")) {
            return text.substring(0, text.length() - 2);
        }
        String bare = ENDPOINT.matcher(text).replaceFirst("");
        return URI.create(bare).getRawPath().isEmpty() ? bare + "/v1" : bare;
    }

    static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && uri.getPort() <= LAST_PORT
                    && String.valueOf(uri.getScheme()).matches("(?i)https?");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Throws when an address cannot be one. */
    void check() {
        if (baseUrl != null && !isAddress(baseUrl)) {
            throw noAddress("MISTRAL_BASE_URL", baseUrl);
        }
        if (embeddings != null && !embeddings.builtIn() && !isAddress(embeddings.baseUrl())) {
            throw noAddress("RAG_EMBEDDING_BASE_URL", embeddings.baseUrl());
        }
    }

    private static SettingsException noAddress(String name, String text) {
        return new SettingsException(name + " is not the address of a server: " + text
                + ". It looks like https://api.mistral.ai/v1 or http://localhost:11434/v1.");
    }

    private static @Nullable Double number(Map<String, String> environment, String name, double least) {
        String value = text(environment, name);
        if (value == null) {
            return null;
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= least && number <= 1_000_000) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new SettingsException(name + " is not a number from " + least + " to 1000000: " + value + ".");
    }

    private static @Nullable String text(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
