package io.github.mistral4j.client.internal.net;

import io.github.mistral4j.client.internal.secrets.Credentials;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Which key a client uses, and where one is not needed. */
public final class ApiKeys {

    private static final String KEY_VARIABLE = "MISTRAL_API_KEY";
    private static final String TOKEN_FILE_VARIABLE = "MISTRAL_SA_TOKEN_PATH";
    private static final String OTHER_KEY_VARIABLE = "MISTRAL_AI_API_KEY";

    private ApiKeys() {}

    /**
     * Where the key comes from; null where none is needed.
     *
     * @param headers names of the headers that every request carries
     */
    public static @Nullable Supplier<@Nullable String> choose(
            @Nullable Supplier<@Nullable String> apiKey,
            boolean keyNeeded,
            Set<String> headers,
            HttpUrl baseUrl,
            UnaryOperator<@Nullable String> environment) {
        boolean authorized = headers.stream().anyMatch("authorization"::equalsIgnoreCase);
        if (apiKey != null && (!keyNeeded || authorized)) {
            throw new IllegalArgumentException(
                    "apiKey and " + (keyNeeded ? "an Authorization header" : "withoutApiKey()")
                            + " are both set: only one of them can be honoured");
        }
        if (apiKey != null) {
            return apiKey;
        }
        if (!keyNeeded || authorized) {
            return null;
        }
        String tokenFile = environment.apply(TOKEN_FILE_VARIABLE);
        if (tokenFile != null && !tokenFile.isBlank()) {
            return Credentials.inFile(Arguments.path(TOKEN_FILE_VARIABLE, tokenFile));
        }
        String key = environment.apply(KEY_VARIABLE);
        if (key != null && !key.isBlank()) {
            String clean = Arguments.key(key);
            return () -> clean;
        }
        if (isLoopback(baseUrl)) {
            return null;
        }
        throw new IllegalArgumentException("apiKey is missing: set apiKey(…) or the environment variable "
                + KEY_VARIABLE + ", or call withoutApiKey() if " + baseUrl.host() + " needs none"
                + (environment.apply(OTHER_KEY_VARIABLE) == null
                        ? ""
                        : "; " + OTHER_KEY_VARIABLE + " is set, but not read"));
    }

    public static boolean isIpAddress(HttpUrl url) {
        return url.host().indexOf(':') >= 0 || url.host().matches("[0-9.]+");
    }

    public static boolean isLoopback(HttpUrl url) {
        String host = url.host().toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("::1")
                || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
    }
}
