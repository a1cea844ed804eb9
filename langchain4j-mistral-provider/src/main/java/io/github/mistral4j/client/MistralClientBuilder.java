package io.github.mistral4j.client;

import static java.util.Objects.requireNonNull;

import io.github.mistral4j.client.internal.limit.Durations;
import io.github.mistral4j.client.internal.limit.TimeLimits;
import io.github.mistral4j.client.internal.net.ApiKeys;
import io.github.mistral4j.client.internal.net.Arguments;
import io.github.mistral4j.client.internal.net.ClassPath;
import io.github.mistral4j.client.internal.net.Server;
import io.github.mistral4j.client.internal.net.Transport;
import io.github.mistral4j.client.internal.pace.RateGate;
import io.github.mistral4j.client.internal.pace.Timing;
import io.github.mistral4j.client.internal.secrets.Credentials;
import io.github.mistral4j.client.internal.threads.CallerContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects the settings of a {@link MistralClient}. Every setting is optional; each method throws on a value out of range. */
public final class MistralClientBuilder {

    static final String DEFAULT_BASE_URL = "https://api.mistral.ai/v1";

    private HttpUrl baseUrl = HttpUrl.get(DEFAULT_BASE_URL);
    private @Nullable Supplier<@Nullable String> apiKey;
    private boolean keyNeeded = true;
    private final Map<String, Supplier<String>> headers = new LinkedHashMap<>();
    private final List<Supplier<Map<String, String>>> moreHeaders = new ArrayList<>();
    private final Set<String> plainHeaders = new LinkedHashSet<>();
    private final Map<String, String> query = new LinkedHashMap<>();
    private @Nullable UnaryOperator<Runnable> taskDecorator;
    private Logger logger = LoggerFactory.getLogger(MistralClient.class);
    private @Nullable OkHttpClient okHttpClient;
    private TimeLimits limits = TimeLimits.DEFAULT;
    private long maxAnswerSize = 64L * 1024 * 1024;
    private RetryPolicy retry = RetryPolicy.DEFAULT;
    private @Nullable Double requestsPerSecond;
    private @Nullable Consumer<RetryEvent> onRetry;
    private final List<Place> places = new ArrayList<>();
    private boolean failoverAfterSent;
    private boolean logRequests;
    private boolean logResponses;
    private Timing timing = Timing.SYSTEM;
    private UnaryOperator<@Nullable String> environment = System::getenv;

    /** @param weight 0 where the order decides */
    private record Place(HttpUrl baseUrl, @Nullable Supplier<@Nullable String> apiKey, double weight) {}

    MistralClientBuilder() {}

    /**
     * The key, sent as {@code Authorization: Bearer …}. White space around it and a leading {@code Bearer} are taken off. When
     * it is not set, or null or blank, the file that the environment variable {@code MISTRAL_SA_TOKEN_PATH} names is read
     * before each request (the token of a service account), else {@code MISTRAL_API_KEY} is used; when that is missing too,
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
    public MistralClientBuilder apiKey(@Nullable Supplier<@Nullable String> apiKey) {
        this.apiKey = apiKey;
        return this;
    }

    /** The server, or the gateway before it, needs no key; none is sent and none is looked for. */
    public MistralClientBuilder withoutApiKey() {
        this.keyNeeded = false;
        return this;
    }

    /**
     * Where the API is, up to and including {@code /v1}; with or without a slash behind it. Path prefixes of gateways are kept.
     * The default is {@code https://api.mistral.ai/v1}; {@code https://api.eu.mistral.ai/v1} and
     * {@code https://api.us.mistral.ai/v1} stay in their region. A query, such as the version of an API on Azure, is kept.
     */
    public MistralClientBuilder baseUrl(@Nullable String baseUrl) {
        this.baseUrl = Arguments.baseUrl(baseUrl == null ? DEFAULT_BASE_URL : baseUrl, DEFAULT_BASE_URL);
        return this;
    }

    /**
     * One of several places where the API is: another key, region, gateway or server, in the order of preference. Where {@code baseUrl}
     * or {@code apiKey} are set, that is the first. A call goes to the first that is not held back by a 429 for its model, and has not
     * failed with 5xx or the connection within 10 s. When it meets such a failure before anything was answered it goes to the next
     * at once, which no retry is counted for; when all have failed, it is repeated as usual where it is. A request that was sent and not
     * answered may have been billed and stays, unless {@link #failoverAfterSent}. Files, and what names one, and batches are at
     * the first only. Headers and query parameters of this client go to all.
     *
     * @param apiKey asked for the key; null where none is needed
     */
    public MistralClientBuilder endpoint(String baseUrl, @Nullable Supplier<@Nullable String> apiKey) {
        places.add(new Place(Arguments.baseUrl(baseUrl, DEFAULT_BASE_URL), apiKey, 0));
        return this;
    }

    /**
     * As {@link #endpoint(String, Supplier)}, but calls are spread over all by weight and not by order.
     *
     * @param weight above 0; the first of {@code baseUrl} and {@code apiKey} has 1
     */
    public MistralClientBuilder endpoint(String baseUrl, @Nullable Supplier<@Nullable String> apiKey, double weight) {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight must be above 0, but is " + weight);
        }
        places.add(new Place(Arguments.baseUrl(baseUrl, DEFAULT_BASE_URL), apiKey, weight));
        return this;
    }

    /** Whether a request that was sent and not answered may go to another endpoint, and so be billed twice; false by default. */
    public MistralClientBuilder failoverAfterSent(boolean failoverAfterSent) {
        this.failoverAfterSent = failoverAfterSent;
        return this;
    }

    /**
     * A header that every request carries, such as a gateway's own key. Its value is never logged, and where a server's message
     * repeats it it is blacked out, unless it is a short ordinary word under a name that does not speak of a secret (a tenant,
     * an environment) or the header is one of {@link #plainHeaders}.
     */
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
    public MistralClientBuilder headers(@Nullable Map<String, String> headers) {
        if (headers != null) {
            headers.forEach(this::header);
        }
        return this;
    }

    /** The name that LangChain4j's other providers use for {@link #headers}. */
    public MistralClientBuilder customHeaders(@Nullable Map<String, String> headers) {
        return headers(headers);
    }

    /** Headers that are asked for before each request, all at once. */
    public MistralClientBuilder customHeaders(@Nullable Supplier<Map<String, String>> headers) {
        if (headers != null) {
            moreHeaders.add(headers);
        }
        return this;
    }

    /** Names of headers whose values are no secrets: they are not blacked out in a server's message. Never logged all the same. */
    public MistralClientBuilder plainHeaders(String... names) {
        for (String name : names) {
            Arguments.headerName(name);
            plainHeaders.add(name);
        }
        return this;
    }

    /**
     * Parameters in the query of every URL, such as {@code api-version} of a gateway. Their values are not logged and not carried
     * to another host.
     */
    public MistralClientBuilder customQueryParams(@Nullable Map<String, String> customQueryParams) {
        if (customQueryParams != null) {
            customQueryParams.forEach((name, value) ->
                    query.put(name, requireNonNull(value, "the value of the query parameter '" + name + "'")));
        }
        return this;
    }

    /**
     * Carries the context of a caller to the thread of the client that works for it: called on the caller's thread when a stream
     * or an asynchronous call begins (or a publisher is subscribed to), and what it gives is run on the client's. Callbacks,
     * listeners, signals and what depends on a future run within it. Spring's {@code ContextPropagatingTaskDecorator},
     * Micrometer's {@code ContextSnapshot} and OpenTelemetry's {@code Context.current()::wrap} fit. Without one, threads of the
     * client know nothing of the caller's thread locals, except for what LangChain4j captures from version 1.23 on.
     */
    public MistralClientBuilder taskDecorator(@Nullable UnaryOperator<Runnable> taskDecorator) {
        this.taskDecorator = taskDecorator;
        return this;
    }

    /** Where all lines of this client are logged; by default the logger of {@link MistralClient}. */
    public MistralClientBuilder logger(@Nullable Logger logger) {
        this.logger = logger == null ? LoggerFactory.getLogger(MistralClient.class) : logger;
        return this;
    }

    /**
     * The HTTP client to derive from: its proxy, TLS settings, interceptors and connection pool are used, its own time limits,
     * redirections and repeats are replaced by those of this builder. It is not changed, and not closed with the new client.
     */
    public MistralClientBuilder okHttpClient(@Nullable OkHttpClient okHttpClient) {
        this.okHttpClient = okHttpClient;
        return this;
    }

    /** How long it may take until the connection stands, TLS included. The default is 10 s; zero is no limit. */
    public MistralClientBuilder connectTimeout(@Nullable Duration timeout) {
        limits = limits.withConnect(Arguments.duration("connectTimeout", timeout, TimeLimits.DEFAULT.connect()));
        return this;
    }

    /**
     * How long it may take from sending the request until the headers of the answer are complete. The default is 5 min: an
     * answer without streaming comes only when it is complete. Zero is no limit.
     */
    public MistralClientBuilder firstByteTimeout(@Nullable Duration timeout) {
        limits = limits.withFirstByte(Arguments.duration("firstByteTimeout", timeout, TimeLimits.DEFAULT.firstByte()));
        return this;
    }

    /** How long the server may be silent between two bytes of the body. The default is 2 min; zero is no limit. */
    public MistralClientBuilder idleTimeout(@Nullable Duration timeout) {
        limits = limits.withIdle(Arguments.duration("idleTimeout", timeout, TimeLimits.DEFAULT.idle()));
        return this;
    }

    /** How long a call may take in all, with its retries and its waiting. There is no limit by default; zero is none. */
    public MistralClientBuilder callTimeout(@Nullable Duration timeout) {
        Duration call = Arguments.duration("callTimeout", timeout, Duration.ZERO);
        limits = limits.withCall(call.isZero() ? null : call);
        return this;
    }

    /**
     * How many bytes the JSON of one answer may have, after decompression; a longer one is a {@link MistralResponseException}.
     * The default is 64 MiB. Of a stream the text of all pieces counts, and one event may have 16 MiB. Files are read as they are
     * wanted, without this limit. All answers that are being read may take a quarter of the JVM's heap together; beyond it those that are
     * not small fail in the same way.
     */
    public MistralClientBuilder maxAnswerSize(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("maxAnswerSize must be 1 or more, but is " + bytes);
        }
        maxAnswerSize = bytes;
        return this;
    }

    /** Sets {@link #firstByteTimeout} and {@link #idleTimeout}. */
    public MistralClientBuilder timeout(@Nullable Duration timeout) {
        limits = limits.withFirstByte(Arguments.duration("timeout", timeout, TimeLimits.DEFAULT.firstByte()))
                .withIdle(Arguments.duration("timeout", timeout, TimeLimits.DEFAULT.idle()));
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
    public MistralClientBuilder maxRetryDuration(@Nullable Duration maxRetryDuration) {
        Duration most =
                Arguments.duration("maxRetryDuration", maxRetryDuration, RetryPolicy.DEFAULT.maxRetryDuration());
        retry = new RetryPolicy(retry.maxRetries(), most);
        return this;
    }

    /** Called before each repeat, on the thread of the call. */
    public MistralClientBuilder onRetry(@Nullable Consumer<RetryEvent> onRetry) {
        this.onRetry = onRetry;
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

    MistralClientBuilder environment(UnaryOperator<@Nullable String> environment) {
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
        CallLog log = new CallLog(logger, logRequests || logResponses, onRetry);
        boolean first =
                places.isEmpty() || apiKey != null || !baseUrl.toString().equals(DEFAULT_BASE_URL);
        boolean weighted = places.stream().anyMatch(place -> place.weight() > 0);
        List<CallRun.Setup> setups = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        if (first) {
            setups.add(setup(
                    baseUrl,
                    new Credentials(ApiKeys.choose(apiKey, keyNeeded, headers.keySet(), baseUrl, environment)),
                    log));
            weights.add(1.0);
        }
        for (Place place : places) {
            if (weighted && place.weight() == 0) {
                throw new IllegalArgumentException("either all endpoints have a weight, or none");
            }
            setups.add(setup(place.baseUrl(), new Credentials(place.apiKey()), log));
            weights.add(place.weight());
        }
        Endpoints endpoints = new Endpoints(setups, weighted ? weights : List.of(), failoverAfterSent);
        return new HttpMistralClient(endpoints, new CallerContext(taskDecorator));
    }

    private CallRun.Setup setup(HttpUrl url, Credentials credentials, CallLog log) {
        if (credentials.present() && !url.isHttps() && !ApiKeys.isLoopback(url)) {
            log.keyInTheClear(url.host());
        }
        return new CallRun.Setup(
                Transport.create(okHttpClient, url.isHttps(), ApiKeys.isLoopback(url) || ApiKeys.isIpAddress(url)),
                new Server(url, headers, moreHeaders, plainHeaders, query),
                credentials,
                limits,
                retry,
                new RateGate(requestsPerSecond, timing, Durations.nanos(retry.maxRetryDuration())),
                timing,
                log,
                maxAnswerSize);
    }

    @Override
    public String toString() {
        return "MistralClientBuilder[host=" + baseUrl.host() + "]";
    }
}
