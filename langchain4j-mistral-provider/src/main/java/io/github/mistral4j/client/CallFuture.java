package io.github.mistral4j.client;

import java.util.concurrent.CompletableFuture;

/** A call that runs elsewhere; cancelling it closes the exchange. */
final class CallFuture<T> extends CompletableFuture<T> {

    private final Cancellation cancellation;

    CallFuture(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            cancellation.cancel();
        }
        return cancelled;
    }
}
