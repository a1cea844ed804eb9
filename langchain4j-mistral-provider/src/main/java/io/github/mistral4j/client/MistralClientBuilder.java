package io.github.mistral4j.client;

import static java.util.Objects.requireNonNull;

import io.github.mistral4j.client.internal.pace.RateGate;
import io.github.mistral4j.client.internal.pace.Timing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a {@link MistralClient}. Every setting is optional; each method throws on a value out of range. */
public final class MistralClientBuilder {

    static final String DEFAULT_BASE_URL = "https://api.mistral.ai/v1";
    private static final String KEY_VARIABLE = "MISTRAL_API_KEY";

    private HttpUrl baseUrl = HttpUrl.get(DEFAULT_BASE_URL);
    private @Nullable Supplier<@Nullable String> apiKey;
    private boolean keyNeeded = true;
    private final Map<String, Supplier<String>> headers = new LinkedHashMap<>();
    private @Nullable OkHttpClient okHttpClient;
    private TimeLimits limits = TimeLimits.DEFAULT;
    private RetryPolicy retry = RetryPolicy.DEFAULT;
    private @Nullable Double requestsPerSecond;
    private @Nullable Consumer<RetryEvent> onRetry;
    private boolean logRequests;
    private boolean logResponses;
    private Timing timing = Timing.SYSTEM;
    private Supplier<@Nullable String> environment = () -> System.getenv(KEY_VARIABLE);

    MistralClientBuilder() {}

    /**
     * The key, sent as {@code Authorization: Bearer …}. White space around it and a leading {@code Bearer} are taken off. When
     * it is not set, or null or blank, the environment variable {@code MISTRAL_API_KEY} is used; when that is missing too,
     * {@link #build()} throws unless {@code baseUrl} is on loopback or {@link #withoutApiKey()} was called.
     */
    public MistralClientBuilder apiKey(@Nullable String apiKey) {
        if (apiKey == null || apiKey.isBlank()) {
            this.apiKey = null;
            return this;
        }
        String key = Arguments.key(apiKey);
        this.apiKey = () -> key;
        return this;
    }

    /** Where to ask for the key before each request, so that it can rotate without a restart. */
    public MistralClientBuilder apiKey(Supplier<@Nullable String> apiKey) {
        this.apiKey = requireNonNull(apiKey, "apiKey");
        return this;
    }

    /** The server, or the gateway before it, needs no key; none is sent and none is looked for. */
    public MistralClientBuilder withoutApiKey() {
        this.keyNeeded = false;
        return this;
    }

    /**
     * Where the API is, up to and including {@code /v1}; with or without a slash behind it. Path prefixes of gateways are kept.
     * The default is {@code https://api.mistral.ai/v1}.
     */
    public MistralClientBuilder baseUrl(String baseUrl) {
        this.baseUrl = Arguments.baseUrl(baseUrl);
        return this;
    }

    /** A header that every request carries, such as a gateway's own key. Its value is never logged. */
    public MistralClientBuilder header(String name, String value) {
        Arguments.headerName(name);
        Arguments.headerValue(name, value);
        headers.put(name, () -> value);
        return this;
    }

    /** A header whose value is asked for before each request. */
    public MistralClientBuilder header(String name, Supplier<String> value) {
        Arguments.headerName(name);
        headers.put(name, requireNonNull(value, "value of header " + name));
        return this;
    }

    /** Headers that every request carries, in addition to those set before. */
    public MistralClientBuilder headers(Map<String, String> headers) {
        headers.forEach(this::header);
        return this;
    }

    /**
     * The HTTP client to derive from: its proxy, TLS settings, interceptors and connection pool are used, its own time limits,
     * redirections and repeats are replaced by those of this builder. It is not changed, and not closed with the new client.
     */
    public MistralClientBuilder okHttpClient(OkHttpClient okHttpClient) {
        this.okHttpClient = requireNonNull(okHttpClient, "okHttpClient");
        return this;
    }

    /** How long it may take until the connection stands, TLS included. The default is 10 s; zero is no limit. */
    public MistralClientBuilder connectTimeout(Duration timeout) {
        limits = limits.withConnect(Arguments.duration("connectTimeout", timeout));
        return this;
    }

    /**
     * How long it may take from sending the request until the headers of the answer are complete. The default is 5 min: an
     * answer without streaming comes only when it is complete. Zero is no limit.
     */
    public MistralClientBuilder firstByteTimeout(Duration timeout) {
        limits = limits.withFirstByte(Arguments.duration("firstByteTimeout", timeout));
        return this;
    }

    /** How long the server may be silent between two bytes of the body. The default is 2 min; zero is no limit. */
    public MistralClientBuilder idleTimeout(Duration timeout) {
        limits = limits.withIdle(Arguments.duration("idleTimeout", timeout));
        return this;
    }

    /** How long a call may take in all, with its retries and its waiting. There is no limit by default; zero is none. */
    public MistralClientBuilder callTimeout(Duration timeout) {
        Duration call = Arguments.duration("callTimeout", timeout);
        limits = limits.withCall(call.isZero() ? null : call);
        return this;
    }

    /** Sets {@link #firstByteTimeout} and {@link #idleTimeout}. */
    public MistralClientBuilder timeout(Duration timeout) {
        Duration both = Arguments.duration("timeout", timeout);
        limits = limits.withFirstByte(both).withIdle(both);
        return this;
    }

    /**
     * How many times a request is repeated after 408, 409, 425, 429, 500, 502, 503, 504, 520 to 524, 529 or a connection that
     * failed before the first byte of the answer. The default is 3; 0 means that one request is sent and no more.
     */
    public MistralClientBuilder maxRetries(int maxRetries) {
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries must be 0 or more, but is " + maxRetries);
        }
        retry = new RetryPolicy(maxRetries, retry.maxRetryDuration());
        return this;
    }

    /** What the waiting between the repeats of one call may add up to. The default is 2 min. */
    public MistralClientBuilder maxRetryDuration(Duration maxRetryDuration) {
        retry = new RetryPolicy(retry.maxRetries(), Arguments.duration("maxRetryDuration", maxRetryDuration));
        return this;
    }

    /** Called before each repeat, on the thread of the call. */
    public MistralClientBuilder onRetry(Consumer<RetryEvent> onRetry) {
        this.onRetry = requireNonNull(onRetry, "onRetry");
        return this;
    }

    /**
     * The most requests that leave in any one second, repeats included, first come first served; 1 for the free tier, less
     * than 1 for slower ones; above 1 a fraction is cut off. There is no limit by default.
     */
    public MistralClientBuilder requestsPerSecond(double requestsPerSecond) {
        if (!(requestsPerSecond > 0) || requestsPerSecond > 1_000_000) {
            throw new IllegalArgumentException(
                    "requestsPerSecond must be above 0 and at most 1000000, but is " + requestsPerSecond);
        }
        this.requestsPerSecond = requestsPerSecond;
        return this;
    }

    /** Logs one line per call: model, sizes, token counts, time, status and request id; never a prompt or an answer. */
    public MistralClientBuilder logRequests(boolean logRequests) {
        this.logRequests = logRequests;
        return this;
    }

    /** The same line as {@link #logRequests}: it is written when the answer is complete, and the answer is never logged. */
    public MistralClientBuilder logResponses(boolean logResponses) {
        this.logResponses = logResponses;
        return this;
    }

    MistralClientBuilder timing(Timing timing) {
        this.timing = timing;
        return this;
    }

    MistralClientBuilder environment(Supplier<@Nullable String> environment) {
        this.environment = environment;
        return this;
    }

    /**
     * The client; close it when it is no longer needed.
     *
     * @throws IllegalArgumentException when a key is needed and there is none
     * @throws IllegalStateException when OkHttp, Okio, Kotlin or Jackson on the class path is too old
     */
    public MistralClient build() {
        ClassPath.check();
        Credentials credentials = new Credentials(keys());
        if (credentials.present() && !baseUrl.isHttps() && !isLoopback(baseUrl)) {
            CallLog.keyInTheClear(baseUrl.host());
        }
        CallLog log = new CallLog(logRequests || logResponses, onRetry);
        RateGate gate = new RateGate(requestsPerSecond, timing, Durations.nanos(retry.maxRetryDuration()));
        Server server = new Server(baseUrl, headers);
        Transport transport =
                Transport.create(okHttpClient, limits.connect(), isLoopback(baseUrl) || isIpAddress(baseUrl));
        CallRunner runner = new CallRunner(transport.http(), server, credentials, limits, retry, gate, timing, log);
        return new HttpMistralClient(transport, server, runner);
    }

    private @Nullable Supplier<@Nullable String> keys() {
        boolean authorized = headers.keySet().stream().anyMatch("authorization"::equalsIgnoreCase);
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
        String key = environment.get();
        if (key != null && !key.isBlank()) {
            String clean = Arguments.key(key);
            return () -> clean;
        }
        if (isLoopback(baseUrl)) {
            return null;
        }
        throw new IllegalArgumentException("apiKey is missing: set apiKey(…) or the environment variable "
                + KEY_VARIABLE + ", or call withoutApiKey() if " + baseUrl.host() + " needs none");
    }

    private static boolean isIpAddress(HttpUrl url) {
        return url.host().indexOf(':') >= 0 || url.host().matches("[0-9.]+");
    }

    private static boolean isLoopback(HttpUrl url) {
        String host = url.host().toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("::1")
                || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
    }

    @Override
    public String toString() {
        return "MistralClientBuilder[host=" + baseUrl.host() + "]";
    }
}
