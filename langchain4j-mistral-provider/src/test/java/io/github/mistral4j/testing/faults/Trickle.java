package io.github.mistral4j.testing.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends one byte at a time, on and on, until the client closes the connection. */
public final class Trickle {

    private final FaultConnection connection;
    private final byte[] bytes;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private int position;

    private Trickle(FaultConnection connection, String text) {
        this.connection = connection;
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Repeats the text for ever, a byte per period. */
    public static void forEver(FaultConnection connection, String text, Duration period) {
        Trickle trickle = new Trickle(connection, text);
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "fault-trickle");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.scheduleWithFixedDelay(trickle::next, 0, period.toNanos(), TimeUnit.NANOSECONDS);
        try {
            trickle.end.join();
        } catch (CompletionException e) {
            // the client has left
        } finally {
            scheduler.shutdownNow();
        }
    }

    private void next() {
        try {
            connection.send(new byte[] {bytes[position++ % bytes.length]});
        } catch (IOException e) {
            end.completeExceptionally(e);
        }
    }
}
