package io.github.mistral4j.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** One request and its answer, under the time limits. Turns whatever goes wrong into a {@link MistralException}. */
final class HttpExchange implements AutoCloseable {

    private final TimeLimits limits;
    private final WaitBudget budget;
    private final Cancellation cancellation;
    private final Call call;
    private final Attempt attempt;
    private final String server;
    private @Nullable Response response;
    private @Nullable ResponseInfo info;

    HttpExchange(
            OkHttpClient http,
            Request.Builder request,
            Attempt attempt,
            TimeLimits limits,
            WaitBudget budget,
            Cancellation cancellation) {
        this.limits = limits;
        this.budget = budget;
        this.cancellation = cancellation;
        this.attempt = attempt;
        Request tagged = request.tag(Attempt.class, attempt).build();
        this.server = tagged.url().host() + ":" + tagged.url().port();
        this.call = http.newCall(tagged);
        cancellation.running(call);
    }

    /** Sends the request and waits for the headers of the answer. */
    Response open() throws HeldBackException {
        TimeLimit reached;
        IOException failure = null;
        attempt.begin(call);
        try {
            response = call.execute();
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // OkHttp does not say so, but a thread that is interrupted while it connects ends in an
            // InterruptedException.
            failure = new InterruptedIOException();
        } finally {
            reached = attempt.end();
        }
        Response answer = response;
        if (reached != null && !cancellation.isCancelled()) {
            close();
            throw late(reached);
        }
        if (answer == null) {
            throw beforeAnswer(failure);
        }
        info = new ResponseInfo(attempt.statusOf(answer), answer.headers());
        return answer;
    }

    private MistralTimeoutException late(TimeLimit limit) {
        return switch (limit) {
            case CALL -> budget.deadlineReached("while waiting for the answer");
            case CONNECT -> new MistralTimeoutException(limit, limits.connect(), "while connecting to " + server, null);
            default ->
                new MistralTimeoutException(
                        limit, limits.of(limit), "while waiting for the headers of the answer", null);
        };
    }

    ResponseInfo info() {
        ResponseInfo known = info;
        if (known == null) {
            throw new IllegalStateException("no answer yet");
        }
        return known;
    }

    <T> T read(SourceReader<T> reader) {
        return read(reader, failure -> {});
    }

    /** Reads the body with the idle limit between its bytes; a reader that waits for something else is told the call's. */
    <T> T read(SourceReader<T> reader, Consumer<MistralTimeoutException> timeIsUp) {
        Response answer = response;
        if (answer == null) {
            throw new IllegalStateException("no answer yet");
        }
        BufferedSource body = answer.body().source();
        body.timeout().timeout(Durations.nanos(limits.idle()), TimeUnit.NANOSECONDS);
        Watch watch = budget.hasDeadline()
                ? new Watch(
                        call,
                        TimeLimit.CALL,
                        Math.max(1, budget.untilDeadlineNanos()),
                        () -> timeIsUp.accept(lateInBody()))
                : null;
        if (watch != null) {
            watch.enter();
        }
        try {
            return reader.read(body, info());
        } catch (IOException e) {
            boolean late = watch != null && watch.exit();
            watch = null;
            throw inBody(e, late);
        } finally {
            if (watch != null) {
                watch.exit();
            }
        }
    }

    @Override
    public void close() {
        Response answer = response;
        if (answer != null) {
            answer.close();
        }
    }

    private MistralException beforeAnswer(@Nullable IOException e) throws HeldBackException {
        if (cancellation.isCancelled()) {
            return new MistralCancelledException("the call was cancelled", null);
        }
        if (e instanceof HeldBackException heldBack) {
            throw heldBack;
        }
        if (e instanceof SocketTimeoutException) {
            return attempt.connected()
                    ? new MistralTimeoutException(
                            TimeLimit.FIRST_BYTE,
                            limits.firstByte(),
                            "while waiting for the headers of the answer",
                            null)
                    : new MistralTimeoutException(
                            TimeLimit.CONNECT, limits.connect(), "while connecting to " + server, null);
        }
        if (e instanceof InterruptedIOException) {
            Thread.currentThread().interrupt();
            return new MistralCancelledException("the calling thread was interrupted", null);
        }
        if (e instanceof ProtocolException) {
            // Its message may quote what came.
            return new MistralConnectionException("the answer of " + server + " is not valid HTTP", false, true, null);
        }
        return new MistralConnectionException(describe(e), !isCertificateProblem(e), attempt.connected(), e);
    }

    private static boolean isCertificateProblem(@Nullable IOException e) {
        return e instanceof SSLPeerUnverifiedException
                || e instanceof SSLException && e.getCause() instanceof GeneralSecurityException;
    }

    private String describe(@Nullable IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host of " + server + " is unknown";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "could not connect to " + server + ": connection refused or no route";
        }
        if (e instanceof SSLException) {
            return "could not establish TLS with " + server;
        }
        return attempt.connected()
                ? "the connection to " + server + " broke before an answer came"
                : "could not connect to " + server;
    }

    private MistralTimeoutException lateInBody() {
        return new MistralTimeoutException(
                TimeLimit.CALL, limits.of(TimeLimit.CALL), "while the answer arrived", info());
    }

    private MistralException inBody(IOException e, boolean late) {
        if (cancellation.isCancelled()) {
            return new MistralCancelledException("the call was cancelled", info(), null);
        }
        if (late) {
            return lateInBody();
        }
        if (e instanceof SocketTimeoutException) {
            return new MistralTimeoutException(TimeLimit.IDLE, limits.idle(), "while the answer arrived", info());
        }
        if (e instanceof InterruptedIOException) {
            Thread.currentThread().interrupt();
            return new MistralCancelledException("the calling thread was interrupted", info(), null);
        }
        if (e instanceof JsonProcessingException) {
            return new MistralResponseException("the body of the answer is not valid JSON or was cut", info(), null);
        }
        if (e instanceof UnexpectedBodyException) {
            return new MistralResponseException(String.valueOf(e.getMessage()), info(), null);
        }
        return new MistralResponseException(
                "the connection broke while the answer arrived, it is not complete", info(), null);
    }
}
