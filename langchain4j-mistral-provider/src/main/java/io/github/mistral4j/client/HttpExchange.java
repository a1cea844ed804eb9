package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import io.github.mistral4j.client.internal.limit.Durations;
import io.github.mistral4j.client.internal.limit.Watch;
import io.github.mistral4j.client.internal.net.Cancellation;
import io.github.mistral4j.client.internal.net.HeldBackException;
import io.github.mistral4j.client.internal.net.Passage;
import io.github.mistral4j.client.internal.pace.Departure;
import io.github.mistral4j.client.internal.secrets.Redaction;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.util.Locale;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.GzipSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** One request and its answer on OkHttp, under the time limits. Whatever goes wrong becomes a {@link MistralException}. */
final class HttpExchange implements Passage, AutoCloseable {

    /** Reads a body. */
    interface Reader<T> {
        T read(BufferedSource body) throws IOException;
    }

    private final Departure departure;
    private final WaitBudget budget;
    private final Cancellation cancellation;
    private final Call call;
    private final Runnable timeIsUp;
    private final Watch watch;
    private TimeLimit part = TimeLimit.CONNECT;
    private boolean left;
    private int shownOtherwise;
    private @Nullable Response response;
    private @Nullable ResponseInfo info;

    HttpExchange(
            OkHttpClient http,
            Request.Builder request,
            Departure departure,
            WaitBudget budget,
            Cancellation cancellation,
            Runnable timeIsUp) {
        this.departure = departure;
        this.budget = budget;
        this.cancellation = cancellation;
        this.timeIsUp = timeIsUp;
        this.call = http.newCall(request.tag(Passage.class, this).build());
        cancellation.running(call);
        this.watch = new Watch(budget.untilDeadlineNanos(), this::end);
    }

    private void end() {
        if (watch.wholeExpired()) {
            timeIsUp.run();
        }
        // Last, since it calls the application's event listener.
        call.cancel();
    }

    /**
     * Sends the request and waits for the headers of the answer; null when the request was held back.
     *
     * @param redaction what of those headers is not to be shown
     */
    @Nullable
    Response open(Redaction redaction) {
        begin(TimeLimit.CONNECT);
        try {
            Response answer = call.execute();
            response = answer;
            watch.pause();
            if (watch.expired() && !cancellation.isCancelled()) {
                throw reached();
            }
            info = new ResponseInfo(shownOtherwise == 0 ? answer.code() : shownOtherwise, answer.headers(), redaction);
            return answer;
        } catch (HeldBackException e) {
            return null;
        } catch (MistralException e) {
            throw e;
        } catch (Exception e) {
            // OkHttp does not say so, but a thread that is interrupted while it connects ends in an
            // InterruptedException.
            throw ended(e instanceof InterruptedException ? new InterruptedIOException() : e);
        }
    }

    @Override
    public boolean leave() {
        begin(TimeLimit.FIRST_BYTE);
        if (!departure.leave()) {
            return false;
        }
        left = true;
        return true;
    }

    @Override
    public void answeredWith(int status) {
        shownOtherwise = status;
    }

    /** Whether anything was sent. */
    boolean left() {
        return left;
    }

    ResponseInfo info() {
        ResponseInfo known = info;
        if (known == null) {
            throw new IllegalStateException("no answer yet");
        }
        return known;
    }

    /** Reads the body, with the idle limit whenever the reader waits for bytes of it. */
    <T> T read(Reader<T> reader) {
        Response answer = response;
        if (answer == null) {
            throw new IllegalStateException("no answer yet");
        }
        part = TimeLimit.IDLE;
        try {
            return reader.read(Okio.buffer(new WatchedSource(decoded(answer))));
        } catch (IOException e) {
            throw ended(e);
        } catch (MistralCancelledException e) {
            throw watch.expired() && !cancellation.isCancelled() ? reached() : e;
        }
    }

    // OkHttp decodes only what it asked for itself.
    private static Source decoded(Response answer) throws UnexpectedBodyException {
        String encoding = answer.header("Content-Encoding", "identity").strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> answer.body().source();
            case "gzip", "x-gzip" -> new GzipSource(answer.body().source());
            default ->
                throw new UnexpectedBodyException(
                        "the answer is encoded in a way that was not asked for (Content-Encoding"
                                + (encoding.matches("[a-z0-9-]{1,20}") ? ": " + encoding : "") + ")");
        };
    }

    @Override
    public void close() {
        watch.close();
        Response answer = response;
        if (answer != null) {
            answer.close();
        }
    }

    private void begin(TimeLimit limit) {
        watch.pause();
        part = limit;
        watch.begin(Durations.nanos(budget.limit(limit)));
    }

    private MistralException ended(Exception e) {
        if (cancellation.isCancelled()) {
            return new MistralCancelledException("the call was cancelled", info);
        }
        if (watch.expired()) {
            return reached();
        }
        if (e instanceof InterruptedIOException && !(e instanceof java.net.SocketTimeoutException)) {
            Thread.currentThread().interrupt();
            return new MistralCancelledException("the calling thread was interrupted", info);
        }
        return info == null
                ? TransportFailures.beforeAnswer(e, call.request().url(), left || part != TimeLimit.CONNECT)
                : TransportFailures.inBody(e, info);
    }

    private MistralTimeoutException reached() {
        String doing = switch (part) {
            case CONNECT ->
                "while connecting to " + TransportFailures.name(call.request().url());
            case IDLE -> "while the answer arrived";
            default -> "while waiting for the headers of the answer";
        };
        if (!watch.wholeExpired()) {
            return budget.reached(part, doing, info);
        }
        return info == null ? budget.deadlineReached(doing) : budget.reached(TimeLimit.CALL, doing, info);
    }

    /** Limits each wait for bytes, and not what is done with them. */
    private final class WatchedSource extends ForwardingSource {

        private final long idleNanos = Durations.nanos(budget.limit(TimeLimit.IDLE));

        WatchedSource(Source body) {
            super(body);
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            watch.begin(idleNanos);
            try {
                return super.read(sink, byteCount);
            } catch (IllegalArgumentException | IllegalStateException e) {
                // OkHttp does not expect a negative Content-Length and the like.
                throw new ProtocolException("the body is not valid HTTP");
            } finally {
                watch.pause();
            }
        }
    }
}
