package io.github.mistral4j.client.internal.limit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one answer holds in memory while it is read. All answers of the JVM together may hold a quarter of its heap; a small one is not
 * counted, so that it is never refused because of others. For one thread.
 */
public final class MemoryShare implements AutoCloseable {

    private static final long HEAP = Runtime.getRuntime().maxMemory();
    private static final long MOST = HEAP / 4;
    private static final long SMALL = HEAP / 1024;
    private static final AtomicLong HELD = new AtomicLong();

    private long counted;

    /** Whether there is room for so many bytes in all; they are held until {@link #close()}. */
    public boolean holds(long bytes) {
        long more = bytes - SMALL - counted;
        if (more <= 0) {
            return true;
        }
        if (HELD.addAndGet(more) > MOST) {
            HELD.addAndGet(-more);
            return false;
        }
        counted += more;
        return true;
    }

    @Override
    public void close() {
        HELD.addAndGet(-counted);
        counted = 0;
    }
}
