package io.github.mistral4j.client;

import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.client.internal.json.StreamReader;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import io.github.mistral4j.client.internal.net.AnswerWeight;
import io.github.mistral4j.client.internal.net.ApiCall;
import io.github.mistral4j.client.internal.net.Cancellation;
import io.github.mistral4j.client.internal.secrets.Redaction;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** One streamed answer of any kind: decides when it is complete, and what it is when it is not. */
final class StreamRun implements MistralStream, Answer<@Nullable Usage> {

    /** Makes the reader for one kind of events. */
    interface Readers {
        StreamReader open(BufferedSource body, ResponseInfo info) throws IOException;
    }

    private static final int LONGEST_ERROR_BODY = 256 * 1024;
    private static final ByteString BYTE_ORDER_MARK = ByteString.encodeUtf8("\uFEFF");

    private final StreamDelivery<?> delivery;
    private final Readers readers;
    private final Cancellation cancellation;

    StreamRun(StreamDelivery<?> delivery, Readers readers, Cancellation cancellation) {
        this.delivery = delivery;
        this.readers = readers;
        this.cancellation = cancellation;
    }

    @Override
    public void cancel() {
        delivery.stop();
        cancellation.cancel();
        delivery.awaitQuiet();
    }

    @Override
    public boolean isCancelled() {
        return delivery.stopped();
    }

    void run(Endpoints endpoints, ApiCall call) {
        delivery.begin();
        try {
            new CallRun<>(endpoints, call, this, cancellation).run();
        } catch (MistralException e) {
            fail(e);
        } catch (Throwable e) {
            fail(new MistralCancelledException(
                    "the stream was ended by an unexpected " + e.getClass().getName(), null, e));
        } finally {
            delivery.release();
        }
    }

    private void fail(MistralException failure) {
        try {
            delivery.fail(failure);
        } catch (MistralCancelledException e) {
            // Cancelled at this very moment: the listener is to hear nothing any more.
        }
    }

    // Its events are limited by their reader, and nothing of them is kept here.
    @Override
    public @Nullable AnswerWeight weight() {
        return null;
    }

    @Override
    public void timeIsUp() {
        delivery.timeIsUp();
    }

    @Override
    @SuppressWarnings("NullAway") // The usage of a stream may be missing: the T of this Answer is nullable.
    public @Nullable Usage read(BufferedSource body, ResponseInfo info, Redaction redaction) throws IOException {
        delivery.open(info);
        if (!Answer.isSound(info, body) && isOtherThanEvents(body)) {
            throw notAStream(body, info, redaction);
        }
        try (StreamReader reader = readers.open(body, info)) {
            conclude(reader, readAll(reader), info, redaction);
            // Told before the exchange is closed: a server may keep the body open behind [DONE].
            delivery.complete();
            return reader.usage();
        }
    }

    private StreamReader.End readAll(StreamReader reader) throws IOException {
        try {
            return reader.read();
        } catch (UnexpectedBodyException e) {
            throw e;
        } catch (IOException e) {
            if (reader.finishReason() == null || cancellation.isCancelled()) {
                throw e;
            }
            return StreamReader.End.REGULAR;
        }
    }

    private static void conclude(StreamReader reader, StreamReader.End end, ResponseInfo info, Redaction redaction) {
        if (end == StreamReader.End.ERROR_EVENT) {
            ApiError error = ErrorParser.of(reader.errorEvent(), redaction);
            throw new MistralResponseException(
                    error == null
                            ? "the stream ended with an error event"
                            : "the stream ended with an error: " + error.message(),
                    info,
                    error);
        }
        if (reader.finishReason() == null) {
            throw new MistralResponseException(
                    reader.events() == 0
                            ? "the answer is empty, not a stream of events"
                            : "the stream was cut: it ended after " + reader.events()
                                    + " events without a finish_reason",
                    info,
                    null);
        }
        Answer.judge(reader.finishReason(), info);
    }

    // A line of an event begins with a letter or a colon.
    private static boolean isOtherThanEvents(BufferedSource body) throws IOException {
        while (body.request(1)) {
            byte first = body.getBuffer().getByte(0);
            if (first == BYTE_ORDER_MARK.getByte(0) && body.rangeEquals(0, BYTE_ORDER_MARK)) {
                body.skip(BYTE_ORDER_MARK.size());
                continue;
            }
            if (first == '\n' || first == '\r' || first == ' ' || first == '\t') {
                body.skip(1);
                continue;
            }
            return first == '{' || first == '[' || first == '<' || first == '"';
        }
        return false;
    }

    private static MistralResponseException notAStream(BufferedSource body, ResponseInfo info, Redaction redaction)
            throws IOException {
        IOException broken = null;
        body.timeout().deadline(Attempt.LONGEST_ERROR_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        try {
            body.request(LONGEST_ERROR_BODY);
        } catch (IOException e) {
            broken = e;
        }
        byte[] head = body.getBuffer()
                .readByteArray(Math.min(LONGEST_ERROR_BODY, body.getBuffer().size()));
        ApiError error = ErrorParser.parse(info, head, redaction);
        if (broken != null && !error.fromBody()) {
            throw broken;
        }
        return new MistralResponseException(
                "the answer is not a stream of events: " + error.message(), info, error.fromBody() ? error : null);
    }
}
