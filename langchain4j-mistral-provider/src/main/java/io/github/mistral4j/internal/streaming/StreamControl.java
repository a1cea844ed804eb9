package io.github.mistral4j.internal.streaming;

import dev.langchain4j.model.chat.response.StreamingHandle;
import io.github.mistral4j.client.MistralStream;
import java.util.concurrent.CompletableFuture;

/** Cancels a stream, whose first event may be handled before the call that started it has returned. */
public final class StreamControl implements StreamingHandle {

    private final CompletableFuture<MistralStream> stream = new CompletableFuture<>();
    private volatile boolean cancelled;

    void started(MistralStream started) {
        stream.complete(started);
    }

    /** There is no stream, the client refused to start one. */
    void refused() {
        stream.complete(new MistralStream() {
            @Override
            public void cancel() {}

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        });
    }

    @Override
    public void cancel() {
        cancelled = true;
        stream.join().cancel();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
