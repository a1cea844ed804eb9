package io.github.mistral4j.threads;

import static io.github.mistral4j.testing.faults.Chunks.ANSWER;
import static io.github.mistral4j.testing.faults.Chunks.ANSWER_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.testing.faults.Chunks;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testing.faults.StreamTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** DESIGN.md C1: streams do not wait for each other. */
class ManyStreamsTest {

    private static final int MANY = 1_000;

    @Test
    void a_thousand_streams_run_at_once() {
        // The server answers none before it has all the requests, and sends no piece before all have the one before.
        CyclicBarrier all = new CyclicBarrier(MANY);
        FaultScript script = connection -> {
            connection.readRequest();
            connection.sendStreamHead();
            for (int i = 0; i < 5; i++) {
                all.await();
                connection.send(Chunks.text("x"));
            }
            all.await();
            connection.send(Chunks.last("!", "stop") + Chunks.DONE);
        };
        List<RecordingHandler> handlers = new ArrayList<>();
        try (FaultServer server = FaultServer.start(script);
                MistralStreamingChatModel model = StreamTrial.model(server).build()) {
            for (int i = 0; i < MANY; i++) {
                RecordingHandler handler = new RecordingHandler();
                model.chat("hello", handler);
                handlers.add(handler);
            }
            for (RecordingHandler handler : handlers) {
                assertThat(handler.awaitEnding().response().aiMessage().text()).isEqualTo("xxxxx!");
            }
        }
        assertThat(handlers).allMatch(handler -> handler.endings() == 1);
    }

    @Test
    void handlers_that_block_delay_nobody() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(300);
        try (FaultServer server = FaultServer.streaming(ANSWER);
                MistralStreamingChatModel model = StreamTrial.model(server).build()) {
            List<Blocking> blocking = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Blocking handler = new Blocking(blocked, release);
                model.chat("hello", handler);
                blocking.add(handler);
            }
            Eventually.that("all handlers block", () -> blocked.getCount() == 0);

            RecordingHandler free = new RecordingHandler();
            model.chat("hello", free);
            assertThat(free.awaitEnding().response().aiMessage().text()).isEqualTo(ANSWER_TEXT);

            release.countDown();
            for (Blocking handler : blocking) {
                assertThat(handler.recorded.awaitEnding().response().aiMessage().text())
                        .isEqualTo(ANSWER_TEXT);
            }
        }
    }

    private record Blocking(CountDownLatch blocked, CountDownLatch release, RecordingHandler recorded)
            implements StreamingChatResponseHandler {

        Blocking(CountDownLatch blocked, CountDownLatch release) {
            this(blocked, release, new RecordingHandler());
        }

        @Override
        public void onPartialResponse(String piece) {
            blocked.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            recorded.onCompleteResponse(response);
        }

        @Override
        public void onError(Throwable error) {
            recorded.onError(error);
        }
    }
}
