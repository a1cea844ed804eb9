package io.github.mistral4j.streams;

import static io.github.mistral4j.testing.faults.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.FaultServer;
import io.github.mistral4j.testing.faults.StreamTrial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** DESIGN.md S5: no callback starts after cancel() has returned, however the threads fall. */
class StreamCancelRaceTest {

    private static final int THREADS = 16;
    private static final int STREAMS_PER_THREAD = 150;
    private static final byte[] CHUNKS = text("x").repeat(200).getBytes(StandardCharsets.UTF_8);

    @Test
    void no_callback_starts_after_cancel_has_returned() throws Exception {
        AtomicInteger late = new AtomicInteger();
        try (FaultServer server = FaultServer.start(connection -> {
                    connection.readRequest();
                    connection.sendStreamHead();
                    connection.send(CHUNKS);
                    connection.awaitClosedByClient();
                });
                MistralStreamingChatModel model = StreamTrial.model(server).build()) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Thread thread = new Thread(() -> cancelMany(model, late));
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            Eventually.that("all connections are closed", () -> server.openConnections() == 0);
            assertThat(server.connections()).hasSize(THREADS * STREAMS_PER_THREAD);
        }
        assertThat(late).hasValue(0);
    }

    private static void cancelMany(MistralStreamingChatModel model, AtomicInteger late) {
        for (int i = 0; i < STREAMS_PER_THREAD; i++) {
            Racing handler = new Racing(late);
            model.chat("hello", handler);
            StreamingHandle handle = handler.begun
                    .orTimeout(Eventually.SECONDS, TimeUnit.SECONDS)
                    .join();
            for (int spin = ThreadLocalRandom.current().nextInt(200); spin > 0; spin--) {
                Thread.onSpinWait();
            }
            handle.cancel();
            handler.cancelled = true;
        }
    }

    private static final class Racing implements StreamingChatResponseHandler {

        private final CompletableFuture<StreamingHandle> begun = new CompletableFuture<>();
        private final AtomicInteger late;
        private volatile boolean cancelled;

        Racing(AtomicInteger late) {
            this.late = late;
        }

        private void called() {
            if (cancelled) {
                late.incrementAndGet();
            }
        }

        @Override
        public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
            called();
            begun.complete(context.streamingHandle());
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            called();
        }

        @Override
        public void onError(Throwable error) {
            called();
        }
    }
}
