package io.github.mistral4j.testing.calls;

import io.github.mistral4j.testing.faults.Eventually;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a stream tells, whatever it is a stream of. */
public final class Heard {

    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final List<String> completions = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
    private final Runnable onPiece;
    private final Runnable onEnd;

    /**
     * @param onPiece what the application does with each piece
     * @param onEnd what it does when the answer is complete
     */
    public Heard(Runnable onPiece, Runnable onEnd) {
        this.onPiece = onPiece;
        this.onEnd = onEnd;
    }

    public Heard(Runnable onPiece) {
        this(onPiece, () -> {});
    }

    public Heard() {
        this(() -> {});
    }

    void piece(String piece) {
        pieces.add(piece);
        first.complete(null);
        onPiece.run();
    }

    void completed() {
        completions.add("completed");
        onEnd.run();
        end.complete(null);
    }

    void failed(Throwable error) {
        errors.add(error);
        end.complete(error);
    }

    public List<String> pieces() {
        return pieces;
    }

    /** How often one of the two endings was told. */
    public int endings() {
        return errors.size() + completions.size();
    }

    public Heard awaitFirst() {
        return await(first);
    }

    public Heard awaitEnd() {
        return await(end);
    }

    private Heard await(CompletableFuture<?> future) {
        try {
            future.get(Eventually.SECONDS, TimeUnit.SECONDS);
            return this;
        } catch (InterruptedException | java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new AssertionError("nothing came", e);
        }
    }

    /** What the stream failed with, null where it was complete. */
    public @Nullable Throwable error() {
        return end.getNow(null);
    }
}
