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
 * Lets one call at a time open a connection over TLS while others wait for it: the first one, and with HTTP/2 each that is opened
 * when the others are full. The calls that wait fit on it, and each would make a handshake of its own otherwise; and before the
 * server's SETTINGS have come, OkHttp (5.5.1) sends it more streams than it takes.
 */
public final class NewConnections {

    private static final long FIRST_LOOK_MILLIS = 1;
    /** A thousand that look more often have no time left for the handshake on a small machine. */
    private static final long LOOK_MILLIS = 32;

    private static final long LONGEST_FOR_SETTINGS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** Then there may be room on another connection. */
    private static final long LONGEST_JOINING_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Then another call may open one as well. */
    private static final long HANGS_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ConnectionPool pool;
    private volatile long warmUntil = System.nanoTime();
    private volatile boolean shared;
    private final AtomicReference<@Nullable Opening> opening = new AtomicReference<>();

    NewConnections(ConnectionPool pool) {
        this.pool = pool;
    }

    /** One call opens; the others wait for it. */
    public final class Opening {

        private final CountDownLatch over = new CountDownLatch(1);
        private final long began = System.nanoTime();
        private volatile @Nullable RealConnection connection;
        private volatile boolean stands;
        private volatile long since;

        private Opening() {}

        /** The call that opened it has its connection, or has none. */
        public void over(@Nullable Connection opened) {
            try {
                if (opened instanceof RealConnection real) {
                    shared = real.protocol() == Protocol.HTTP_2;
                    connection = shared ? real : null;
                }
            } catch (LinkageError e) {
                // Of another OkHttp, or hidden on the module path: nothing to wait for.
            }
            stands = opened != null;
            since = System.nanoTime();
            over.countDown();
            opening.compareAndSet(this, null);
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
        } else if (shared && isWarm()) {
            // There may be room on the others.
            return null;
        }
        if (other != null) {
            await(other, Long.MAX_VALUE, givenUp);
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

    /** Whether many calls fit on a connection, so that it is worth while to wait for one. */
    public boolean areShared() {
        return shared;
    }

    /** Of a call that found no room on those there are; null when another one opens a connection. */
    public @Nullable Opening begin() {
        Opening other = opening.get();
        Opening own = new Opening();
        return (other == null || own.began - other.began > HANGS_NANOS) && opening.compareAndSet(other, own)
                ? own
                : null;
    }

    /**
     * Waits for the connection that another call opens.
     *
     * @return whether there is none after all
     */
    public boolean join(BooleanSupplier givenUp) throws InterruptedException {
        Opening other = opening.get();
        return other != null && await(other, LONGEST_JOINING_NANOS, givenUp) && !other.stands;
    }

    /** Returns whether it is over. */
    private static boolean await(Opening other, long most, BooleanSupplier givenUp) throws InterruptedException {
        long start = System.nanoTime();
        long look = FIRST_LOOK_MILLIS;
        while (!(other.over.await(look, TimeUnit.MILLISECONDS) && other.hasSettings())) {
            if (givenUp.getAsBoolean() || System.nanoTime() - start > most) {
                break;
            }
            if (other.over.getCount() == 0) {
                TimeUnit.MILLISECONDS.sleep(look);
            }
            look = Math.min(LOOK_MILLIS, 2 * look);
        }
        return other.over.getCount() == 0;
    }
}
