package io.github.mistral4j;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.client.RetryEvent;
import io.github.mistral4j.internal.ClientHandle;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The settings of a model that concern its client: either a client that is shared with other models, or the settings of one
 * that the model builds for itself and closes with itself. What the builders of all models of this library have in common; not
 * meant to be extended elsewhere.
 *
 * @param <B> the builder
 */
public abstract class ModelBuilder<B extends ModelBuilder<B>> {

    private final MistralClientBuilder own = MistralClient.builder();
    private @Nullable MistralClient shared;
    private @Nullable String ownOption;

    protected ModelBuilder() {}

    protected abstract B self();

    /** A client to share. It brings all the settings below with it and is not closed with the model. */
    public B client(@Nullable MistralClient client) {
        this.shared = client;
        return self();
    }

    /**
     * See {@link MistralClientBuilder#apiKey(String)}: by default the file that {@code MISTRAL_SA_TOKEN_PATH} names, else the
     * environment variable {@code MISTRAL_API_KEY}.
     */
    public B apiKey(@Nullable String apiKey) {
        return own("apiKey", apiKey, own::apiKey);
    }

    /** Where to ask for the key before each request, so that it can rotate without a restart. */
    public B apiKey(@Nullable Supplier<@Nullable String> apiKey) {
        return own("apiKey", apiKey, own::apiKey);
    }

    /** The server, or the gateway before it, needs no key. */
    public B withoutApiKey() {
        own.withoutApiKey();
        return own("withoutApiKey");
    }

    /** Where the API is, up to and including {@code /v1}; {@code https://api.mistral.ai/v1} by default. */
    public B baseUrl(@Nullable String baseUrl) {
        return own("baseUrl", baseUrl, own::baseUrl);
    }

    /** A header that every request carries, such as a gateway's own key. */
    public B header(String name, String value) {
        own.header(name, value);
        return own("header");
    }

    /** A header whose value is asked for before each request. */
    public B header(String name, Supplier<String> value) {
        own.header(name, value);
        return own("header");
    }

    /** Headers that every request carries. */
    public B headers(@Nullable Map<String, String> headers) {
        return own("headers", headers, own::headers);
    }

    /** The name that LangChain4j's other providers use for {@link #headers}. */
    public B customHeaders(@Nullable Map<String, String> headers) {
        return own("customHeaders", headers, own::headers);
    }

    /** Headers that are asked for before each request, all at once. */
    public B customHeaders(@Nullable Supplier<Map<String, String>> headers) {
        return own("customHeaders", headers, own::customHeaders);
    }

    /** Names of headers whose values are no secrets: see {@link MistralClientBuilder#plainHeaders}. */
    public B plainHeaders(String... names) {
        own.plainHeaders(names);
        return own("plainHeaders");
    }

    /** Parameters in the query of every URL: see {@link MistralClientBuilder#customQueryParams}. */
    public B customQueryParams(@Nullable Map<String, String> customQueryParams) {
        return own("customQueryParams", customQueryParams, own::customQueryParams);
    }

    /** Carries the context of a caller to the client's threads: see {@link MistralClientBuilder#taskDecorator}. */
    public B taskDecorator(@Nullable UnaryOperator<Runnable> taskDecorator) {
        return own("taskDecorator", taskDecorator, own::taskDecorator);
    }

    /** Where the client logs; by default the logger of {@link MistralClient}. */
    public B logger(@Nullable Logger logger) {
        return own("logger", logger, own::logger);
    }

    /** An HTTP client to derive from: see {@link MistralClientBuilder#okHttpClient}. */
    public B okHttpClient(@Nullable OkHttpClient okHttpClient) {
        return own("okHttpClient", okHttpClient, own::okHttpClient);
    }

    /** Sets {@link #firstByteTimeout} and {@link #idleTimeout}. */
    public B timeout(@Nullable Duration timeout) {
        return own("timeout", timeout, own::timeout);
    }

    /** Until the connection stands; 10 s by default. */
    public B connectTimeout(@Nullable Duration timeout) {
        return own("connectTimeout", timeout, own::connectTimeout);
    }

    /** From sending the request until the headers of the answer are complete; 5 min by default. */
    public B firstByteTimeout(@Nullable Duration timeout) {
        return own("firstByteTimeout", timeout, own::firstByteTimeout);
    }

    /** Between two bytes of the answer; 2 min by default. */
    public B idleTimeout(@Nullable Duration timeout) {
        return own("idleTimeout", timeout, own::idleTimeout);
    }

    /** The whole call with its retries and its waiting; no limit by default. */
    public B callTimeout(@Nullable Duration timeout) {
        return own("callTimeout", timeout, own::callTimeout);
    }

    /** How many times a failed request is repeated; 3 by default, 0 turns it off. */
    public B maxRetries(@Nullable Integer maxRetries) {
        return own("maxRetries", maxRetries, own::maxRetries);
    }

    /** What the waiting between the repeats of one call may add up to; 2 min by default. */
    public B maxRetryDuration(@Nullable Duration maxRetryDuration) {
        return own("maxRetryDuration", maxRetryDuration, own::maxRetryDuration);
    }

    /** Called before each repeat. */
    public B onRetry(@Nullable Consumer<RetryEvent> onRetry) {
        return own("onRetry", onRetry, own::onRetry);
    }

    /** The most requests in any one second; no limit by default. Share a client to share the limit. */
    public B requestsPerSecond(double requestsPerSecond) {
        own.requestsPerSecond(requestsPerSecond);
        return own("requestsPerSecond");
    }

    /** As {@link #requestsPerSecond(double)}; null is no limit. */
    public B requestsPerSecond(@Nullable Double requestsPerSecond) {
        return own("requestsPerSecond", requestsPerSecond, own::requestsPerSecond);
    }

    /** One log line per call with model, sizes, token counts, time, status and request id; never a prompt or an answer. */
    public B logRequests(@Nullable Boolean logRequests) {
        return own("logRequests", logRequests, own::logRequests);
    }

    /** The same line as {@link #logRequests}. */
    public B logResponses(@Nullable Boolean logResponses) {
        return own("logResponses", logResponses, own::logResponses);
    }

    private B own(String option) {
        ownOption = option;
        return self();
    }

    /** Null leaves the default, as everywhere in LangChain4j's builders: values often come from a configuration without them. */
    private <T> B own(String option, @Nullable T value, Consumer<T> setter) {
        if (value == null) {
            return self();
        }
        setter.accept(value);
        return own(option);
    }

    /** The client that the settings ask for. */
    protected final ClientHandle clientHandle() {
        if (shared == null) {
            return new ClientHandle(own.build(), true);
        }
        if (ownOption != null) {
            throw new IllegalArgumentException("client and " + ownOption
                    + " are both set: a shared client has settings of its own, set " + ownOption + " there");
        }
        return new ClientHandle(shared, false);
    }
}
