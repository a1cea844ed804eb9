package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.net.ApiCall;
import io.github.mistral4j.client.internal.net.Cancellation;
import io.github.mistral4j.client.internal.net.RunningCalls;
import io.github.mistral4j.client.internal.threads.CallerContext;
import io.github.mistral4j.client.internal.threads.Threads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** The calls that are under way: each has a thread, can be cancelled, and is ended when the client is closed. */
final class Calls {

    private final Endpoints endpoints;
    private final CallerContext context;
    private final RunningCalls running = new RunningCalls();
    private final ExecutorService threads = Threads.create();

    Calls(Endpoints endpoints, CallerContext context) {
        this.endpoints = endpoints;
        this.context = context;
    }

    void close() {
        running.close();
        // Also wakes a reader that waits for the demand of a subscriber. What had no thread yet ends here and now.
        threads.shutdownNow().forEach(Runnable::run);
        endpoints.close();
    }

    <T> T run(ApiCall call, Answer<T> answer) {
        Cancellation cancellation = begin();
        try {
            return new CallRun<>(endpoints, call, answer, cancellation).run();
        } finally {
            end(cancellation);
        }
    }

    <T> CompletableFuture<T> runAsync(ApiCall call, Answer<T> answer) {
        Cancellation cancellation = begin();
        CompletableFuture<T> future = new CompletableFuture<>();
        // Whoever completes it, the exchange ends; once the call has ended there is nothing left to cancel.
        future.whenComplete((result, failure) -> cancellation.cancel());
        start(cancellation, () -> {
            try {
                T result = new CallRun<>(endpoints, call, answer, cancellation).run();
                end(cancellation);
                future.complete(result);
            } catch (Throwable e) {
                end(cancellation);
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    MistralStream stream(ApiCall call, StreamDelivery<?> delivery, StreamRun.Readers readers) {
        Cancellation cancellation = begin();
        StreamRun stream = new StreamRun(delivery, readers, cancellation);
        start(cancellation, () -> stream.run(endpoints, call));
        return stream;
    }

    private void start(Cancellation cancellation, Runnable task) {
        try {
            threads.execute(context.carry(() -> {
                try {
                    task.run();
                } finally {
                    end(cancellation);
                }
            }));
        } catch (RejectedExecutionException e) {
            running.end(cancellation);
            throw closed();
        } catch (RuntimeException | Error e) {
            running.end(cancellation);
            throw e;
        }
    }

    private Cancellation begin() {
        Cancellation cancellation = running.begin();
        if (cancellation == null) {
            throw closed();
        }
        return cancellation;
    }

    private void end(Cancellation cancellation) {
        if (running.end(cancellation)) {
            endpoints.close();
        }
    }

    private static MistralCancelledException closed() {
        return new MistralCancelledException(
                "the client is closed: by its own close(), by that of the model that made it, or by"
                        + " whatever closes what is AutoCloseable, such as try-with-resources, a container, or JUnit the arguments of"
                        + " a test");
    }
}
