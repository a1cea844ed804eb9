package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.limit.Durations;
import io.github.mistral4j.client.internal.limit.Watch;
import io.github.mistral4j.client.internal.net.AnswerBody;
import io.github.mistral4j.client.internal.net.AnswerWeight;
import io.github.mistral4j.client.internal.net.Cancellation;
import io.github.mistral4j.client.internal.net.NewConnections;
import io.github.mistral4j.client.internal.net.NotSentException;
import io.github.mistral4j.client.internal.net.Passage;
import io.github.mistral4j.client.internal.net.Transport;
import io.github.mistral4j.client.internal.net.Turn;
import io.github.mistral4j.client.internal.pace.Departure;
import io.github.mistral4j.client.internal.secrets.Redaction;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** One request and its answer on OkHttp, under the time limits. Whatever goes wrong becomes a {@link MistralException}. */
final class HttpExchange implements Passage, AutoCloseable {

    private static final int MOST_STALE = 2_100;
    /** So many connections of others it waits for: a server may take few calls on each. */
    private static final int MOST_JOINED = 40;
    /** OkHttp collects a line before it looks at it; those of heads it limits to 256 kB, those between chunks not. */
    private static final long LONGEST_LINE = 1024 * 1024;

    private final @Nullable NewConnections connections;
    private final Departure departure;
    private final WaitBudget budget;
    private final Cancellation cancellation;
    private final Runnable timeIsUp;
    private final Watch watch;
    private final Turn turn = new Turn();
    private volatile Call call;
    // Of the calling thread.
    private TimeLimit part = TimeLimit.CONNECT;
    private boolean left;
    private boolean refused;
    private int shownOtherwise;
    private @Nullable AnswerBody body;
    private @Nullable ResponseInfo info;
    // Of OkHttp's threads.
    private volatile @Nullable Proxy proxy;
    private volatile boolean bodySent;
    private volatile NewConnections.@Nullable Opening opening;
    private volatile boolean connectsFreely;

    HttpExchange(
            Transport transport,
            Request.Builder request,
            Departure departure,
            WaitBudget budget,
            Cancellation cancellation,
            Runnable timeIsUp) {
        this.connections = transport.connections();
        this.departure = departure;
        this.budget = budget;
        this.cancellation = cancellation;
        this.timeIsUp = timeIsUp;
        this.call = transport.http().newCall(request.tag(Passage.class, this).build());
        cancellation.running(call);
        this.watch = new Watch(budget.untilDeadlineNanos(), this::end);
    }

    private void end() {
        if (watch.wholeExpired()) {
            timeIsUp.run();
        }
        turn.giveUp();
        // Last, since it calls the application's event listener.
        call.cancel();
    }

    /**
     * Sends the request and waits for the headers of the answer; null when it was not sent or not processed.
     *
     * @param redaction what of those headers is not to be shown
     */
    @Nullable
    Response open(Redaction redaction) {
        begin(TimeLimit.CONNECT);
        try {
            opening = connections == null ? null : connections.enter(this::isGivenUp);
            Response answer = execute();
            body = new AnswerBody(answer, watch, Durations.nanos(budget.limit(TimeLimit.IDLE)));
            watch.pause();
            if (watch.expired() && !cancellation.isCancelled()) {
                throw reached();
            }
            if (shownOtherwise != 0 && proxy != null) {
                throw TransportFailures.otherCredentials(proxy, call.request().url());
            }
            info = new ResponseInfo(
                    shownOtherwise == 0 ? answer.code() : shownOtherwise,
                    answer.message(),
                    answer.request().url().host(),
                    answer.headers(),
                    redaction);
            return answer;
        } catch (MistralException e) {
            throw e;
        } catch (Exception e) {
            if (isToBeRepeated(e)) {
                return null;
            }
            // OkHttp does not say so, but a thread that is interrupted while it connects ends in an
            // InterruptedException.
            throw ended(e instanceof InterruptedException ? new InterruptedIOException() : e);
        } finally {
            opened(null);
        }
    }

    /** Until no connection that was kept turns out to be closed. */
    private Response execute() throws IOException, InterruptedException {
        int joined = 0;
        for (int stale = 0; ; stale++) {
            try {
                return call.execute();
            } catch (NotSentException e) {
                if (e.reason() == NotSentException.Reason.OTHER_CONNECTS && connections != null) {
                    connectsFreely = connections.join(this::isGivenUp) || ++joined == MOST_JOINED;
                } else if (e.reason() != NotSentException.Reason.STALE_CONNECTION || stale == MOST_STALE) {
                    throw e;
                }
                call = call.clone();
                cancellation.running(call);
                if (watch.expired()) {
                    throw e;
                }
            }
        }
    }

    private boolean isToBeRepeated(Exception e) {
        if (cancellation.isCancelled() || watch.expired() || !(e instanceof IOException io)) {
            return false;
        }
        boolean heldBack =
                e instanceof NotSentException notSent && notSent.reason() == NotSentException.Reason.HELD_BACK;
        refused = NotSentException.isNotProcessed(io)
                || e instanceof NotSentException other && other.reason() == NotSentException.Reason.NOT_PROCESSED;
        return heldBack || refused;
    }

    @Override
    public Turn turn() {
        return turn;
    }

    @Override
    public void connecting(Proxy over) {
        proxy = over.type() == Proxy.Type.DIRECT ? null : over;
    }

    @Override
    public boolean mayConnect() {
        NewConnections all = connections;
        if (all == null || connectsFreely || !all.areShared()) {
            return true;
        }
        synchronized (turn) {
            if (opening == null) {
                opening = all.begin();
            }
        }
        if (opening != null && connectsFreely) {
            // Too late to be told of a connection.
            opened(null);
        }
        return opening != null || connectsFreely;
    }

    private boolean isGivenUp() {
        return watch.expired() || cancellation.isCancelled();
    }

    @Override
    public boolean leave(Connection connection, @Nullable Buffer received, Runnable look) {
        connecting(connection.route().proxy());
        opened(connection);
        begin(TimeLimit.FIRST_BYTE);
        if (received != null) {
            watch.endWhen(() -> {
                look.run();
                return received.size() > LONGEST_LINE;
            });
        }
        if (!departure.leave()) {
            return false;
        }
        left = true;
        return true;
    }

    private void opened(@Nullable Connection connection) {
        if (connections == null) {
            return;
        }
        // OkHttp may try other addresses still.
        connectsFreely = true;
        NewConnections.Opening own = opening;
        if (own != null) {
            opening = null;
            own.over(connection);
        }
    }

    @Override
    public void sent() {
        bodySent = true;
    }

    @Override
    public void answeredWith(int status) {
        shownOtherwise = status;
    }

    /** Whether the server, or a proxy, says that it did nothing with the request. */
    boolean refused() {
        return refused;
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

    /** See {@link AnswerBody#read}. */
    <T> T read(AnswerBody.Reader<T> reader, long longest, @Nullable AnswerWeight weight) {
        AnswerBody answer = body;
        if (answer == null) {
            throw new IllegalStateException("no answer yet");
        }
        part = TimeLimit.IDLE;
        try {
            return answer.read(reader, longest, weight);
        } catch (IOException e) {
            throw ended(e);
        } catch (MistralCancelledException e) {
            throw watch.expired() && !cancellation.isCancelled() ? reached() : e;
        }
    }

    /** See {@link AnswerBody#beginning}: the status is worth more than the rest. */
    byte[] beginning(int most, Duration wait) {
        part = TimeLimit.IDLE;
        byte[] beginning = body == null ? new byte[0] : body.beginning(most, wait);
        if (cancellation.isCancelled()) {
            throw new MistralCancelledException("the call was cancelled", info);
        }
        return beginning;
    }

    @Override
    public void close() {
        watch.close();
        if (body != null) {
            body.close();
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
        if (watch.overrun() && info != null) {
            return new MistralResponseException("the answer has a line without end between its chunks", info, null);
        }
        if (watch.expired()) {
            return reached();
        }
        if (e instanceof ClosedByInterruptException
                || e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
            Thread.currentThread().interrupt();
            return new MistralCancelledException("the calling thread was interrupted", info);
        }
        return info == null
                ? TransportFailures.beforeAnswer(e, call.request().url(), proxy, part != TimeLimit.CONNECT)
                : TransportFailures.inBody(e, info);
    }

    private MistralTimeoutException reached() {
        String doing = switch (part) {
            case CONNECT ->
                "while connecting to " + TransportFailures.name(call.request().url(), proxy);
            case IDLE -> "while the answer arrived";
            default ->
                call.request().body() == null || bodySent
                        ? "while waiting for the headers of the answer"
                        : "while the request was being sent";
        };
        if (!watch.wholeExpired()) {
            return budget.reached(part, doing, info);
        }
        return info == null ? budget.deadlineReached(doing) : budget.reached(TimeLimit.CALL, doing, info);
    }
}
