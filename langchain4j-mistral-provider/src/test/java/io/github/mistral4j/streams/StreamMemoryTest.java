package io.github.mistral4j.streams;

import static io.github.mistral4j.testing.faults.Chunks.DONE;
import static io.github.mistral4j.testing.faults.Chunks.event;
import static io.github.mistral4j.testing.faults.Chunks.last;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.FaultServer;
import io.github.mistral4j.testing.faults.StreamTrial;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A stream keeps its answer and nothing else. */
@Isolated("It measures the memory of the JVM.")
class StreamMemoryTest {

    private static final int CHUNKS = 100_000;
    private static final int MEASURED_FROM = 1_000;

    /** Of a hundred megabytes that pass through. */
    private static final long MOST_KEPT = 15_000_000;

    @Test
    void a_hundred_thousand_chunks_leave_nothing_but_their_text() {
        byte[] chunk = event("{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},"
                        + "\"finish_reason\":null}],\"service_tier\":\"standard\",\"p\":\"" + "p".repeat(900) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        Measuring handler = new Measuring();
        try (FaultServer server = FaultServer.start(connection -> {
                    connection.readRequest();
                    connection.sendStreamHead();
                    for (int i = 0; i < CHUNKS; i++) {
                        connection.send(chunk);
                    }
                    connection.send(last("!", "stop") + DONE);
                });
                MistralStreamingChatModel model = StreamTrial.model(server).build()) {
            model.chat("hello", handler);
            ChatResponse response = handler.end
                    .orTimeout(3 * Eventually.SECONDS, TimeUnit.SECONDS)
                    .join();

            assertThat(response.aiMessage().text()).hasSize(CHUNKS + 1);
        }
        assertThat(handler.kept).isLessThan(MOST_KEPT);
    }

    private static final class Measuring implements StreamingChatResponseHandler {

        private final CompletableFuture<ChatResponse> end = new CompletableFuture<>();
        private int pieces;
        private long before;
        private volatile long kept = Long.MAX_VALUE;

        @Override
        public void onPartialResponse(String piece) {
            pieces++;
            if (pieces == MEASURED_FROM) {
                before = used();
            } else if (pieces == CHUNKS) {
                kept = used() - before;
            }
        }

        private static long used() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            end.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            end.completeExceptionally(error);
        }
    }
}
