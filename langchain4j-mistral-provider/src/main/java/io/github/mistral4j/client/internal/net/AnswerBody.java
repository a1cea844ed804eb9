package io.github.mistral4j.client.internal.net;

import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import io.github.mistral4j.client.internal.limit.MemoryShare;
import io.github.mistral4j.client.internal.limit.Watch;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import okhttp3.Protocol;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.GzipSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** The body of an answer, with a limit of each wait for bytes of it, and not of what is done with them. */
public final class AnswerBody implements AutoCloseable {

    /** Reads a body. */
    public interface Reader<T> {
        T read(BufferedSource body) throws IOException;
    }

    private static final long END_WAIT_MILLIS = 100;
    private static final long MOST_PACKED = 1024 * 1024;

    private final Response answer;
    private final Watch watch;
    private final long idleNanos;
    private boolean whole;
    /** How many bytes were read since something was unpacked. */
    private long packed;

    public AnswerBody(Response answer, Watch watch, long idleNanos) {
        this.answer = answer;
        this.watch = watch;
        this.idleNanos = idleNanos;
    }

    /**
     * Reads it.
     *
     * @param longest how many bytes it may have that are kept
     * @param weight what these take in memory, null when they are not kept
     */
    public <T> T read(Reader<T> reader, long longest, @Nullable AnswerWeight weight) throws IOException {
        try (MemoryShare share = new MemoryShare()) {
            Source body = weight == null
                    ? new WatchedSource(Long.MAX_VALUE)
                    : new WeighedSource(new WatchedSource(longest), weight, share);
            T result = reader.read(Okio.buffer(body));
            whole = true;
            return result;
        }
    }

    /** What of it comes within this time, at most so many bytes, whatever happens to the rest. */
    public byte[] beginning(int most, Duration wait) {
        Buffer head = new Buffer();
        answer.body().source().timeout().deadline(wait.toNanos(), TimeUnit.NANOSECONDS);
        try (Source body = new WatchedSource(Long.MAX_VALUE)) {
            while (head.size() < most && body.read(head, most - head.size()) >= 0) {
                // read on
            }
        } catch (IOException e) {
            // It was cut, stalled or cannot be read: what has come is what there is.
        }
        return head.readByteArray();
    }

    // OkHttp would decode what it asked for itself, and keep the name in the head of a gzip stream however long it is.
    private Source decoded() throws UnexpectedBodyException {
        String encoding = answer.header("Content-Encoding", "identity").strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> answer.body().source();
            case "gzip", "x-gzip" -> new GzipSource(new PackedSource());
            default ->
                throw new UnexpectedBodyException(
                        "the answer is encoded in a way that was not asked for (Content-Encoding"
                                + (encoding.matches("[a-z0-9-]{1,20}") ? ": " + encoding : "") + ")");
        };
    }

    @Override
    public void close() {
        if (whole && answer.protocol() == Protocol.HTTP_2) {
            awaitEnd(answer.body().source());
        }
        answer.close();
    }

    // Over HTTP/2 a stream that is closed before its end is reset, and servers hold many resets against a client. Over
    // HTTP/1.1 OkHttp waits as long itself.
    private static void awaitEnd(BufferedSource rest) {
        rest.timeout().deadline(END_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        try {
            for (int i = 0; i < 8 && !rest.exhausted(); i++) {
                rest.skip(rest.getBuffer().size());
            }
        } catch (IOException | IllegalStateException e) {
            // It is reset then.
        }
    }

    private final class PackedSource extends ForwardingSource {

        PackedSource() {
            super(answer.body().source());
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long read = super.read(sink, byteCount);
            packed += Math.max(0, read);
            if (packed > MOST_PACKED) {
                throw new UnexpectedBodyException("the answer is packed in a way that nothing comes out of");
            }
            return read;
        }
    }

    private final class WatchedSource extends ForwardingSource {

        private final long longest;
        private long count;

        WatchedSource(long longest) throws UnexpectedBodyException {
            super(decoded());
            this.longest = longest;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            watch.begin(idleNanos);
            try {
                long read = super.read(sink, byteCount);
                count += Math.max(0, read);
                packed = 0;
                if (count > longest) {
                    throw new UnexpectedBodyException(
                            "the answer is longer than maxAnswerSize of " + longest + " bytes");
                }
                return read;
            } catch (IllegalArgumentException | IllegalStateException e) {
                // OkHttp does not expect a negative Content-Length and the like.
                throw new ProtocolException("the body is not valid HTTP");
            } finally {
                watch.pause();
            }
        }
    }
}
