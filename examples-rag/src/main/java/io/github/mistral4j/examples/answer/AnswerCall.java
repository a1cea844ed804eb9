package io.github.mistral4j.examples.answer;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** An answer on its way. */
public final class AnswerCall {

    private final CompletableFuture<Answer> result = new CompletableFuture<>();
    private @Nullable AnswerStream stream;
    private boolean cancelled;

    AnswerCall() {}

    /** Ends the exchange with the server. {@link #answer()} throws a {@link CancellationException} then. */
    public void cancel() {
        AnswerStream running;
        synchronized (this) {
            cancelled = true;
            running = stream;
        }
        if (running != null) {
            running.cancel();
        }
        result.cancel(false);
    }

    public CompletableFuture<Answer> result() {
        return result;
    }

    /** Waits for the answer and throws what went wrong as it was. */
    public Answer answer() {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    void running(AnswerStream now) {
        boolean late;
        synchronized (this) {
            stream = now;
            late = cancelled;
        }
        if (late) {
            now.cancel();
        }
    }

    void throwIfCancelled() {
        if (result.isCancelled()) {
            throw new CancellationException();
        }
    }
}
