package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.net.ApiCall;
import io.github.mistral4j.client.internal.net.Cancellation;
import io.github.mistral4j.client.internal.net.JsonBody;
import io.github.mistral4j.client.internal.pace.Departure;
import io.github.mistral4j.client.internal.secrets.Redaction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One request of a call, and what its answer means. */
final class Attempt<T> {

    private static final int LONGEST_ERROR_BODY = 256 * 1024;
    static final Duration LONGEST_ERROR_WAIT = Duration.ofSeconds(2);
    private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);

    private final CallRun.Setup setup;
    private final ApiCall call;
    private final HttpUrl url;
    private final @Nullable String key;
    private final Answer<T> answer;
    private final Departure departure;
    private final WaitBudget budget;
    private final Cancellation cancellation;

    Attempt(
            CallRun.Setup setup,
            ApiCall call,
            HttpUrl url,
            @Nullable String key,
            Answer<T> answer,
            Departure departure,
            WaitBudget budget,
            Cancellation cancellation) {
        this.setup = setup;
        this.call = call;
        this.url = url;
        this.key = key;
        this.answer = answer;
        this.departure = departure;
        this.budget = budget;
        this.cancellation = cancellation;
    }

    Outcome<T> run() {
        long start = setup.timing().nanos();
        List<String> secrets = new ArrayList<>(2);
        Request.Builder request = setup.server().request(url, key, call.accept(), secrets::add);
        RequestBody body = call.body() == null ? null : call.body().get();
        request.method(call.method(), body);
        try (HttpExchange exchange =
                new HttpExchange(setup.transport(), request, departure, budget, cancellation, answer::timeIsUp)) {
            return outcome(exchange, body, new Redaction(secrets::forEach, call.inputs()), start);
        } finally {
            if (body instanceof JsonBody json) {
                json.close();
            }
        }
    }

    private Outcome<T> outcome(HttpExchange exchange, @Nullable RequestBody body, Redaction redaction, long start) {
        Response response;
        try {
            response = exchange.open(redaction);
        } catch (MistralConnectionException | MistralTimeoutException e) {
            return new Outcome.Failed<>(e, exchange.left(), 0);
        }
        if (response == null) {
            return new Outcome.NotSent<>(exchange.refused());
        }
        ResponseInfo info = exchange.info();
        HttpUrl target = redirection(response);
        if (target != null) {
            return new Outcome.Redirected<>(target, info);
        }
        if (!response.isSuccessful()) {
            return new Outcome.Failed<>(failure(exchange, info, redaction), true, 0);
        }
        setup.log().answered(call, info);
        T result =
                exchange.read(source -> answer.read(source, info, redaction), setup.maxAnswerSize(), answer.weight());
        setup.log().done(call, info, size(body), result, setup.timing().nanos() - start);
        return new Outcome.Answered<>(result);
    }

    private static long size(@Nullable RequestBody body) {
        try {
            return body == null ? 0 : body.contentLength();
        } catch (IOException e) {
            return -1;
        }
    }

    private @Nullable HttpUrl redirection(Response response) {
        if (!REDIRECTIONS.contains(response.code())) {
            return null;
        }
        boolean repeatable = call.repeatable(response.code())
                && (call.body() == null || response.code() == 307 || response.code() == 308);
        String location = response.header("Location");
        HttpUrl target = location == null ? null : url.resolve(location);
        return repeatable && target != null && setup.server().isSameOrigin(target) ? target : null;
    }

    private static MistralApiException failure(HttpExchange exchange, ResponseInfo info, Redaction redaction) {
        if (REDIRECTIONS.contains(info.status())) {
            return redirectedElsewhere(info);
        }
        byte[] body = exchange.beginning(LONGEST_ERROR_BODY, LONGEST_ERROR_WAIT);
        ApiError error = ErrorParser.parse(info, body, redaction);
        String message = RetryPolicy.isWithoutQuota(info)
                ? error.message() + " (the plan has no quota for this model: its limit is 0)"
                : error.message();
        return new MistralApiException(message, error, info);
    }

    static MistralApiException redirectedElsewhere(ResponseInfo info) {
        String message = "the server redirects elsewhere (HTTP " + info.status()
                + "), which is not followed to keep key and prompt where they belong; baseUrl may be wrong";
        return new MistralApiException(message, new ApiError(message, null, null, false, false, false), info);
    }

    /** How one request of a call ended. What ends the whole call, such as a body that is cut, is thrown. */
    sealed interface Outcome<T> {

        record Answered<T>(T result) implements Outcome<T> {}

        /**
         * It may leave again at once, without counting.
         *
         * @param refused whether the server, or a proxy, said that it did nothing with it; it did not leave otherwise
         */
        record NotSent<T>(boolean refused) implements Outcome<T> {}

        /** The server wants it at another of its own addresses. */
        record Redirected<T>(HttpUrl target, ResponseInfo info) implements Outcome<T> {}

        /**
         * It may be worth another one.
         *
         * @param sent whether anything was sent
         * @param heldNanos how long no request for the same model leaves because of it
         */
        record Failed<T>(MistralException failure, boolean sent, long heldNanos) implements Outcome<T> {

            Failed<T> heldFor(long nanos) {
                return new Failed<>(failure, sent, nanos);
            }
        }
    }
}
