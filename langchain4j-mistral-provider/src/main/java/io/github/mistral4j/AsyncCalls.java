package io.github.mistral4j;

import io.github.mistral4j.client.MistralException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Futures of the client as futures of LangChain4j. */
final class AsyncCalls {

    private AsyncCalls() {}

    /** Completes with the mapped answer or LangChain4j's exception; cancelling it cancels the call. */
    static <A, B> CompletableFuture<B> map(Supplier<CompletableFuture<A>> call, Function<A, B> mapping) {
        CompletableFuture<A> source;
        try {
            source = call.get();
        } catch (MistralException e) {
            return CompletableFuture.failedFuture(Failures.of(e));
        }
        CompletableFuture<B> result = new CompletableFuture<>();
        source.whenComplete((answer, failure) -> {
            if (failure != null) {
                result.completeExceptionally(translated(failure));
                return;
            }
            try {
                result.complete(mapping.apply(answer));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        result.whenComplete((answer, failure) -> {
            if (result.isCancelled()) {
                source.cancel(true);
            }
        });
        return result;
    }

    private static Throwable translated(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof MistralException own ? Failures.of(own) : cause;
    }
}
