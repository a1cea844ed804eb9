package io.github.mistral4j.client;

import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.Classifications;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import io.github.mistral4j.client.api.Moderations;
import io.github.mistral4j.client.api.Speech;
import io.github.mistral4j.client.api.Transcription;
import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.client.internal.limit.Durations;
import io.github.mistral4j.client.internal.net.ApiCall;
import io.github.mistral4j.client.internal.secrets.PlainText;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** All log lines of a client: model, sizes, counts, times, status and request id; never a text or a secret. */
final class CallLog {

    private final Logger log;
    private final boolean requests;
    private final @Nullable Consumer<RetryEvent> onRetry;
    private final Set<String> deprecatedModels = ConcurrentHashMap.newKeySet();

    CallLog(Logger log, boolean requests, @Nullable Consumer<RetryEvent> onRetry) {
        this.log = log;
        this.requests = requests;
        this.onRetry = onRetry;
    }

    void answered(ApiCall call, ResponseInfo info) {
        String deprecation = info.modelDeprecation();
        if (deprecation != null && call.model() != null && deprecatedModels.add(call.model())) {
            log.warn(
                    "Mistral says that model {} is deprecated and ends at {}", plain(call.model()), plain(deprecation));
        }
    }

    void done(ApiCall call, ResponseInfo info, long requestBytes, @Nullable Object result, long nanos) {
        if (requests && log.isInfoEnabled()) {
            log.info(
                    "{} model={} status={} requestBytes={} {} millis={} requestId={} host={}",
                    call.name(),
                    plain(call.model()),
                    info.status(),
                    requestBytes,
                    tokens(result),
                    nanos / 1_000_000,
                    plain(info.requestId()),
                    info.host());
        }
    }

    void failed(ApiCall call, MistralException failure, long nanos) {
        if (requests && log.isInfoEnabled()) {
            ResponseInfo info = failure.response();
            log.info(
                    "{} model={} status={} failed={} millis={} requestId={}",
                    call.name(),
                    plain(call.model()),
                    info == null ? "none" : info.status(),
                    failure.getClass().getSimpleName(),
                    nanos / 1_000_000,
                    info == null ? null : plain(info.requestId()));
        }
    }

    void retry(ApiCall call, RetryEvent event) {
        log.warn(
                "{} model={} failed with {}, retry {} in {}",
                call.name(),
                plain(call.model()),
                event.status() == null ? event.cause().getClass().getSimpleName() : "HTTP " + event.status(),
                event.retry(),
                Durations.text(event.delay()));
        if (onRetry != null) {
            try {
                onRetry.accept(event);
            } catch (RuntimeException e) {
                log.warn("the onRetry hook failed with {}", e.getClass().getName());
            }
        }
    }

    void keyInTheClear(String host) {
        log.warn("The API key is sent to {} over plain http; anyone on the way can read it. Use https.", host);
    }

    private static @Nullable String plain(@Nullable String value) {
        return value == null ? null : PlainText.oneLine(value, 100);
    }

    private static String tokens(@Nullable Object result) {
        Object body = result instanceof MistralResponse<?> response ? response.body() : result;
        Usage usage = null;
        if (body instanceof ChatCompletionResponse chat) {
            usage = chat.usage();
        } else if (body instanceof EmbeddingsResponse embeddings) {
            usage = embeddings.usage();
        } else if (body instanceof Moderations moderations) {
            usage = moderations.usage();
        } else if (body instanceof Classifications classifications) {
            usage = classifications.usage();
        } else if (body instanceof Transcription transcription) {
            usage = transcription.usage();
        } else if (body instanceof Speech speech) {
            usage = speech.usage();
        } else if (body instanceof Usage direct) {
            usage = direct;
        }
        return usage == null
                ? "tokens=unknown"
                : "promptTokens=" + usage.promptTokens() + " completionTokens=" + usage.completionTokens()
                        + " cachedTokens=" + usage.cachedTokens();
    }
}
