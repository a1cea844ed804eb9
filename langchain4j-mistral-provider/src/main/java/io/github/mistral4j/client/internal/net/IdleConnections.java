package io.github.mistral4j.client.internal.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.internal.connection.RealCall;
import okhttp3.internal.connection.RealConnection;
import okhttp3.internal.http.RealInterceptorChain;
import okhttp3.internal.http1.Http1ExchangeCodec;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a connection of HTTP/1.1 before it is used again. OkHttp (5.5.1) looks only after ten idle seconds, does not know
 * {@code Keep-Alive}, and takes bytes that were left behind an answer for the next one.
 */
final class IdleConnections {

    private static final Pattern TIMEOUT = Pattern.compile("(?i)\\btimeout\\s*=\\s*\"?(\\d{1,6})");
    private static final Pattern LAST = Pattern.compile("(?i)\\bmax\\s*=\\s*\"?0+\\b");
    private static final Pattern CLOSE = Pattern.compile("(?i)(?<![\\w-])close(?![\\w-])");
    private static final Pattern KEPT = Pattern.compile("(?i)(?<![\\w-])keep-alive(?![\\w-])");
    /** For the way to the server, which counts from when it sent its answer. */
    private static final long MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Map<Connection, Long> announced = Collections.synchronizedMap(new WeakHashMap<>());
    /** Most servers announce nothing, and then no call has to wait for another one's look into the map. */
    private volatile boolean anyAnnounced;

    /** What the server says of how long it keeps the connection. */
    void answered(Connection connection, Response response) {
        String value = response.header("Keep-Alive");
        if (isLast(response, value)) {
            giveUp(connection);
            return;
        }
        Matcher timeout = value == null ? null : TIMEOUT.matcher(value);
        if (timeout != null && timeout.find()) {
            announced.put(connection, TimeUnit.SECONDS.toNanos(Long.parseLong(timeout.group(1))));
            anyAnnounced = true;
        }
    }

    private static void giveUp(Connection connection) {
        try {
            ((RealConnection) connection).noNewExchanges();
        } catch (LinkageError e) {
            // As below.
        }
    }

    // The server closes it in a moment; a request that is written until then would be lost.
    private static boolean isLast(Response response, @Nullable String keepAlive) {
        boolean old = response.protocol() == Protocol.HTTP_1_0;
        if (keepAlive == null && !old && response.header("Connection") == null) {
            return false;
        }
        String connection = String.join(",", response.headers("Connection"));
        return CLOSE.matcher(connection).find()
                || keepAlive != null && LAST.matcher(keepAlive).find()
                || old && !KEPT.matcher(connection).find();
    }

    /** Whether the connection of this request is new, or as good as new; it is given up otherwise. */
    boolean isUsable(Interceptor.Chain chain) {
        try {
            return looksUsable(chain);
        } catch (LinkageError e) {
            // Another OkHttp, or one that the module path keeps to itself: as usable as it would be without a look.
            return true;
        }
    }

    private boolean looksUsable(Interceptor.Chain chain) {
        if (!(chain.connection() instanceof RealConnection connection)
                || connection.protocol() != Protocol.HTTP_1_1
                || connection.getIdleAtNs() == Long.MAX_VALUE) {
            return true;
        }
        // Looking whether it is open may receive what was left behind.
        if (isInTime(connection) && isOpen(connection) && isClean(chain)) {
            return true;
        }
        connection.noNewExchanges();
        return false;
    }

    private boolean isInTime(RealConnection connection) {
        Long nanos = anyAnnounced ? announced.get(connection) : null;
        return nanos == null
                || System.nanoTime() - connection.getIdleAtNs() < nanos - Math.min(MARGIN_NANOS, nanos / 2);
    }

    private static boolean isClean(Interceptor.Chain chain) {
        Buffer unread = received(chain);
        return unread == null || unread.exhausted();
    }

    private static boolean isOpen(RealConnection connection) {
        SocketChannel channel = connection.socket().getChannel();
        if (channel == null) {
            // Makes OkHttp look; it waits a millisecond for the end of the stream, or for a byte.
            connection.setIdleAtNs(0);
            return connection.isHealthy(true);
        }
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(ByteBuffer.allocate(1)) == 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** What OkHttp has received and nobody has read yet; null where it keeps that to itself. */
    static @Nullable Buffer received(Interceptor.Chain chain) {
        try {
            return chain instanceof RealInterceptorChain real
                            && chain.connection() instanceof RealConnection connection
                            && connection.protocol() == Protocol.HTTP_1_1
                            && connection.newCodec$okhttp(((RealCall) real.call()).getClient(), real)
                                    instanceof Http1ExchangeCodec codec
                    ? codec.getSocket().getSource().getBuffer()
                    : null;
        } catch (IOException | LinkageError e) {
            return null;
        }
    }
}
