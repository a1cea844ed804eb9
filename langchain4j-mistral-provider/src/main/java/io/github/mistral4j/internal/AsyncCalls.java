package io.github.mistral4j.internal;

import io.github.mistral4j.client.MistralException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Futures of the client as futures of LangChain4j. */
public final class AsyncCalls {

    private AsyncCalls() {}

    /** Completes with the mapped answer or exception; when it is completed by anyone else, by a cancellation too, the call ends. */
    public static <A, B> CompletableFuture<B> map(
            Supplier<CompletableFuture<A>> call,
            Function<A, B> mapping,
            Function<MistralException, ? extends Throwable> exceptions) {
        CompletableFuture<A> source;
        try {
            source = call.get();
        } catch (MistralException e) {
            return CompletableFuture.failedFuture(exceptions.apply(e));
        }
        CompletableFuture<B> result = new CompletableFuture<>();
        source.whenComplete((answer, failure) -> {
            if (failure != null) {
                result.completeExceptionally(translated(failure, exceptions));
                return;
            }
            try {
                result.complete(mapping.apply(answer));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        result.whenComplete((answer, failure) -> source.cancel(true));
        return result;
    }

    /**
     * The future of a call as LangChain4j hands it out, which listens to its cancellation only: it is cancelled when the caller
     * completes it in another way, by a timeout of its own for one.
     */
    public static <A> CompletableFuture<A> endedWithResult(CompletableFuture<A> call) {
        CompletableFuture<A> result = new CompletableFuture<>();
        call.whenComplete((answer, failure) -> {
            if (failure == null) {
                result.complete(answer);
            } else {
                result.completeExceptionally(failure);
            }
        });
        result.whenComplete((answer, failure) -> call.cancel(true));
        return result;
    }

    private static Throwable translated(Throwable failure, Function<MistralException, ? extends Throwable> exceptions) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof MistralException own ? exceptions.apply(own) : cause;
    }
}
