package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.pace.Departure;
import io.github.mistral4j.client.internal.pace.RateGate;
import io.github.mistral4j.client.internal.pace.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Takes a call through the rate gate to the server, again and again as long as the retry policy allows it. */
final class CallRunner {

    private static final int LONGEST_ERROR_BODY = 256 * 1024;
    private static final int MOST_REDIRECTIONS = 5;
    private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);

    private final OkHttpClient http;
    private final Server server;
    private final Credentials credentials;
    private final TimeLimits limits;
    private final RetryPolicy retry;
    private final RateGate gate;
    private final Timing timing;
    private final CallLog log;

    CallRunner(
            OkHttpClient http,
            Server server,
            Credentials credentials,
            TimeLimits limits,
            RetryPolicy retry,
            RateGate gate,
            Timing timing,
            CallLog log) {
        this.http = http;
        this.server = server;
        this.credentials = credentials;
        this.limits = limits;
        this.retry = retry;
        this.gate = gate;
        this.timing = timing;
        this.log = log;
    }

    <T> T run(ApiCall call, BodyHandler<T> handler, Cancellation cancellation) {
        long start = timing.nanos();
        try {
            return repeatedly(call, handler, cancellation);
        } catch (MistralException e) {
            log.failed(call, e, timing.nanos() - start);
            throw e;
        }
    }

    private <T> T repeatedly(ApiCall call, BodyHandler<T> handler, Cancellation cancellation) {
        cancellation.check();
        WaitBudget budget = new WaitBudget(timing, limits, retry);
        String key = credentials.key();
        boolean rotated = false;
        int retries = 0;
        int redirections = 0;
        HttpUrl url = call.url();
        while (true) {
            Departure departure = pass(call, budget, cancellation);
            MistralException failure;
            try {
                return once(call, url, key, handler, departure, budget, cancellation);
            } catch (HeldBackException e) {
                continue;
            } catch (RedirectedException e) {
                if (++redirections > MOST_REDIRECTIONS) {
                    throw redirectedElsewhere(e.info());
                }
                url = e.target();
                continue;
            } catch (MistralApiException | MistralConnectionException | MistralTimeoutException e) {
                failure = e;
            } finally {
                departure.ended();
            }
            // Told whatever this call does next: the refusal holds for all calls of the model.
            boolean refused = RetryPolicy.isRefusal(failure);
            Long announced = announcedNanos(failure);
            long shared = refused ? departure.refused(announced) : 0;
            if (retry.maxRetries() == 0) {
                throw failure;
            }
            url = call.url();
            redirections = 0;
            if (!rotated && statusOf(failure) == 401) {
                rotated = true;
                String newKey = credentials.key();
                if (newKey != null && !newKey.equals(key)) {
                    key = newKey;
                    continue;
                }
            }
            if (!retry.repeats(failure)) {
                throw failure;
            }
            if (retries == retry.maxRetries()) {
                throw failure;
            }
            retries++;
            budget.failed(failure);
            long own = refused ? 0 : announced != null ? announced : RetryPolicy.backoffNanos(retries, timing);
            // A refusal is waited for in the gate, together with all other calls of the client.
            budget.require(shared, shared);
            budget.check(own, own);
            log.retry(call, event(retries, Math.max(own, shared), failure));
            sleep(own, cancellation);
        }
    }

    private Departure pass(ApiCall call, WaitBudget budget, Cancellation cancellation) {
        Departure departure = null;
        cancellation.waiting();
        try {
            departure = gate.pass(call.model(), budget);
        } catch (InterruptedException e) {
            throw interrupted(cancellation);
        } finally {
            awake(cancellation, departure);
        }
        return departure;
    }

    private static void awake(Cancellation cancellation, @Nullable Departure departure) {
        try {
            cancellation.awake();
        } catch (MistralCancelledException e) {
            if (departure != null) {
                departure.ended();
            }
            throw e;
        }
    }

    private void sleep(long nanos, Cancellation cancellation) {
        if (nanos <= 0) {
            return;
        }
        cancellation.waiting();
        try {
            timing.sleep(nanos);
        } catch (InterruptedException e) {
            throw interrupted(cancellation);
        } finally {
            cancellation.awake();
        }
    }

    private static MistralCancelledException interrupted(Cancellation cancellation) {
        if (cancellation.isCancelled()) {
            return new MistralCancelledException("the call was cancelled while it waited", null);
        }
        Thread.currentThread().interrupt();
        return new MistralCancelledException("the calling thread was interrupted while it waited", null);
    }

    private <T> T once(
            ApiCall call,
            HttpUrl url,
            @Nullable String key,
            BodyHandler<T> handler,
            Departure departure,
            WaitBudget budget,
            Cancellation cancellation)
            throws HeldBackException, RedirectedException {
        long start = timing.nanos();
        List<String> secrets = new ArrayList<>(2);
        Attempt attempt = new Attempt(departure, limits, budget);
        Request.Builder request = server.request(url, key, call.stream(), secrets::add);
        try (JsonBody body = posted(call, request);
                HttpExchange exchange = new HttpExchange(http, request, attempt, limits, budget, cancellation)) {
            Response response = exchange.open();
            if (exchange.info().status() != 429) {
                departure.answered();
            }
            HttpUrl target = redirection(call, url, response);
            if (target != null) {
                throw new RedirectedException(target, exchange.info());
            }
            Redaction redaction = new Redaction(secrets::forEach, call.inputs());
            if (!response.isSuccessful()) {
                throw failure(exchange, redaction);
            }
            log.answered(call, exchange.info());
            T result = exchange.read((source, info) -> handler.read(source, info, redaction), handler::timeIsUp);
            log.done(call, exchange.info(), body == null ? 0 : body.contentLength(), result, timing.nanos() - start);
            return result;
        }
    }

    private static @Nullable JsonBody posted(ApiCall call, Request.Builder request) {
        if (call.content() == null) {
            return null;
        }
        JsonBody body = new JsonBody(call.content());
        request.post(body);
        return body;
    }

    private @Nullable HttpUrl redirection(ApiCall call, HttpUrl from, Response response) {
        if (!REDIRECTIONS.contains(response.code())) {
            return null;
        }
        boolean repeatable = call.content() == null || response.code() == 307 || response.code() == 308;
        String location = response.header("Location");
        HttpUrl target = location == null ? null : from.resolve(location);
        return repeatable && target != null && server.isSameOrigin(target) ? target : null;
    }

    private MistralApiException failure(HttpExchange exchange, Redaction redaction) {
        ResponseInfo info = exchange.info();
        if (REDIRECTIONS.contains(info.status())) {
            return redirectedElsewhere(info);
        }
        byte[] body;
        try {
            body = exchange.read((source, ignored) -> head(source));
        } catch (MistralResponseException e) {
            body = new byte[0];
        }
        ApiError error = ErrorParser.parse(info.status(), info.contentType(), body, redaction);
        String message = RetryPolicy.isWithoutQuota(info)
                ? error.message() + " (the plan has no quota for this model: its limit is 0)"
                : error.message();
        return new MistralApiException(message, error, info);
    }

    private static MistralApiException redirectedElsewhere(ResponseInfo info) {
        String message = "the server redirects elsewhere (HTTP " + info.status()
                + "), which is not followed to keep key and prompt where they belong; baseUrl may be wrong";
        return new MistralApiException(message, new ApiError(message, null, null, false, false, false), info);
    }

    private static byte[] head(BufferedSource source) throws IOException {
        Buffer head = new Buffer();
        while (head.size() < LONGEST_ERROR_BODY && source.read(head, LONGEST_ERROR_BODY - head.size()) >= 0) {
            // read on
        }
        return head.readByteArray();
    }

    private @Nullable Long announcedNanos(MistralException failure) {
        ResponseInfo info = failure.response();
        Duration after = info == null ? null : info.retryAfter(timing.clock());
        return after == null ? null : Durations.nanos(after);
    }

    private static RetryEvent event(int retry, long delayNanos, MistralException failure) {
        int status = statusOf(failure);
        return new RetryEvent(retry, Duration.ofNanos(delayNanos), status == 0 ? null : (Integer) status, failure);
    }

    /** 0 where there was no answer. */
    private static int statusOf(MistralException failure) {
        return failure instanceof MistralApiException api ? api.response().status() : 0;
    }
}
