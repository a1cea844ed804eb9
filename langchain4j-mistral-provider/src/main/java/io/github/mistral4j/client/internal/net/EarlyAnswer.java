package io.github.mistral4j.client.internal.net;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import okhttp3.Connection;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSink;
import okio.Okio;
import okio.Sink;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that a server may answer before it has read all of it (413, 401). One that reads no further would keep OkHttp
 * writing, and its answer unread, until a time limit.
 */
final class EarlyAnswer extends RequestBody {

    /** Less than this goes into the buffers of the sockets. */
    private static final long LARGE = 64 * 1024;

    private static final long STALLED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** As many bytes may be no answer. */
    private static final int INVITATION = "HTTP/1.1 100 Continue\r\n\r\n".length();

    private final RequestBody body;
    private final Socket socket;
    private volatile boolean writing;
    private volatile long movedAt;

    private EarlyAnswer(RequestBody body, Socket socket) {
        this.body = body;
        this.socket = socket;
    }

    /** Null where the body is small, or where what has come cannot be seen from here: over TLS. */
    static @Nullable EarlyAnswer of(@Nullable RequestBody body, Connection connection) throws IOException {
        if (body == null || connection.handshake() != null || connection.protocol() != Protocol.HTTP_1_1) {
            return null;
        }
        long length = body.contentLength();
        return length >= 0 && length < LARGE ? null : new EarlyAnswer(body, connection.socket());
    }

    /** Ends the writing, and nothing else, when it stalls while an answer lies there. */
    void look() {
        if (!writing || System.nanoTime() - movedAt < STALLED_NANOS) {
            return;
        }
        try {
            if (socket.getInputStream().available() > INVITATION) {
                writing = false;
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            // Whoever writes or reads hears of it.
        }
    }

    @Override
    public @Nullable MediaType contentType() {
        return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
        return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
        return body.isOneShot();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        movedAt = System.nanoTime();
        writing = true;
        BufferedSink moving = Okio.buffer((Sink) new Moving(sink));
        body.writeTo(moving);
        moving.emit();
        sink.flush();
        writing = false;
    }

    private final class Moving extends ForwardingSink {

        Moving(Sink to) {
            super(to);
        }

        @Override
        public void write(Buffer source, long byteCount) throws IOException {
            super.write(source, byteCount);
            movedAt = System.nanoTime();
        }
    }
}
