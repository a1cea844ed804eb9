package io.github.mistral4j.client.internal.limit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of one exchange: one for the whole and one for the part that is under way. When either is up the exchange is
 * ended, once, on a thread of its own.
 */
public final class Watch {

    private static final long OFF = Long.MIN_VALUE;
    private static final long ENDED = Long.MIN_VALUE + 1;
    private static final long EXPIRED = Long.MIN_VALUE + 2;

    private final Runnable end;
    private final long whole;
    private final boolean limited;
    private final int hash;
    /** The deadline of the part, or one of the states above. */
    private final AtomicLong state = new AtomicLong(OFF);
    /** Both written by the watchdog before {@link #state}, read behind it. */
    private boolean wholeIsUp;

    private boolean overrun;
    private volatile @Nullable BooleanSupplier tooMuch;

    /**
     * Begins with the whole.
     *
     * @param nanos for the whole, {@link Long#MAX_VALUE} where it has no limit
     * @param end what ends the exchange
     */
    public Watch(long nanos, Runnable end) {
        long now = System.nanoTime();
        this.end = end;
        this.limited = nanos != Long.MAX_VALUE;
        this.whole = now + Math.max(1, nanos);
        this.hash = (int) (now ^ now >>> 20);
        Watchdog.add(this);
    }

    /** A part begins; zero nanoseconds are no limit. */
    public void begin(long nanos) {
        if (nanos > 0 && state.get() != EXPIRED) {
            state.compareAndSet(OFF, System.nanoTime() + nanos);
        }
    }

    /** The part has ended. */
    public void pause() {
        long part = state.get();
        if (part != EXPIRED && part != ENDED) {
            state.compareAndSet(part, OFF);
        }
    }

    /** The exchange has ended. */
    public void close() {
        long part = state.get();
        if (part != EXPIRED) {
            state.compareAndSet(part, ENDED);
        }
        Watchdog.remove(this);
    }

    /** Whether a limit was reached. */
    public boolean expired() {
        return state.get() == EXPIRED;
    }

    /** Whether that was the limit of the whole. */
    public boolean wholeExpired() {
        return expired() && wholeIsUp;
    }

    /** Another reason to end the exchange, looked at now and then; it must be quick. */
    public void endWhen(BooleanSupplier condition) {
        tooMuch = condition;
    }

    /** Whether it was that reason. */
    public boolean overrun() {
        return expired() && overrun;
    }

    /** Whether the exchange is to be ended; said again until it is {@link #close closed}. */
    boolean isOver(long now) {
        long part = state.get();
        if (part == EXPIRED || part == ENDED) {
            return part == EXPIRED;
        }
        boolean all = limited && now - whole >= 0;
        BooleanSupplier condition = tooMuch;
        boolean much = condition != null && condition.getAsBoolean();
        if (!all && !much && (part == OFF || now - part < 0)) {
            return false;
        }
        wholeIsUp = all;
        overrun = much;
        return state.compareAndSet(part, EXPIRED);
    }

    void end() {
        end.run();
    }

    // The default asks the JVM for an identity and is several times as expensive.
    @Override
    public int hashCode() {
        return hash;
    }
}
