package io.github.mistral4j.client.internal.net;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Protocol;
import okhttp3.internal.connection.RealConnection;
import org.jspecify.annotations.Nullable;

/**
 * Lets one call open the first connection over TLS while others wait for it. With HTTP/2 they all fit on it, and each would make
 * a handshake of its own otherwise; and before the server's SETTINGS have come, OkHttp (5.5.1) sends it more streams than it takes.
 */
public final class FirstConnection {

    private static final long LOOK_MILLIS = 5;
    private static final long LONGEST_FOR_SETTINGS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ConnectionPool pool;
    private volatile long warmUntil = System.nanoTime();
    private final AtomicReference<@Nullable Opening> opening = new AtomicReference<>();

    FirstConnection(ConnectionPool pool) {
        this.pool = pool;
    }

    /** One call opens; the others wait for it. */
    public static final class Opening {

        private final CountDownLatch over = new CountDownLatch(1);
        private volatile @Nullable RealConnection connection;
        private volatile long since;

        /** The connection stands. */
        public void stands(@Nullable Connection opened) {
            try {
                if (opened instanceof RealConnection real && real.protocol() == Protocol.HTTP_2) {
                    connection = real;
                }
            } catch (LinkageError e) {
                // Of another OkHttp, or hidden on the module path: nothing to wait for.
            }
            since = System.nanoTime();
            over.countDown();
        }

        private boolean hasSettings() {
            RealConnection opened = connection;
            try {
                return opened == null
                        || opened.getAllocationLimit$okhttp() != Integer.MAX_VALUE
                        || System.nanoTime() - since > LONGEST_FOR_SETTINGS_NANOS;
            } catch (LinkageError e) {
                return true;
            }
        }
    }

    /**
     * Waits for the first connection where another call opens it.
     *
     * @param givenUp whether to wait no longer
     * @return what to tell of the connection when the caller is the one that opens it, else null
     */
    public @Nullable Opening enter(BooleanSupplier givenUp) throws InterruptedException {
        Opening other = opening.get();
        if (other == null) {
            if (isWarm()) {
                return null;
            }
            Opening own = new Opening();
            if (opening.compareAndSet(null, own)) {
                return own;
            }
            other = opening.get();
        }
        while (other != null && !(other.over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && other.hasSettings())) {
            if (givenUp.getAsBoolean()) {
                return null;
            }
            if (other.over.getCount() == 0) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
        return null;
    }

    // Counting takes long where there are many.
    private boolean isWarm() {
        long now = System.nanoTime();
        if (now - warmUntil < 0) {
            return true;
        }
        boolean warm = pool.connectionCount() > 0;
        if (warm) {
            warmUntil = now + LOOK_AGAIN_NANOS;
        }
        return warm;
    }

    /** The call that opened it has its connection, or has none. */
    public void leave(Opening own) {
        own.over.countDown();
        opening.compareAndSet(own, null);
    }
}
