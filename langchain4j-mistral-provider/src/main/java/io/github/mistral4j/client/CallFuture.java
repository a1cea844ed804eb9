package io.github.mistral4j.client;

import java.util.concurrent.CompletableFuture;

/** A call that runs elsewhere; when anyone but the call itself completes it, by cancelling it too, the exchange is closed. */
final class CallFuture<T> extends CompletableFuture<T> {

    private volatile boolean ended;

    CallFuture(Cancellation cancellation) {
        whenComplete((result, failure) -> {
            if (!ended) {
                cancellation.cancel();
            }
        });
    }

    void answered(T answer) {
        ended = true;
        complete(answer);
    }

    void failed(Throwable failure) {
        ended = true;
        completeExceptionally(failure);
    }
}
