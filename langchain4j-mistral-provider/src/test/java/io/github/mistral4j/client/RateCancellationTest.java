package io.github.mistral4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.client.internal.pace.Timing;
import io.github.mistral4j.requests.WireServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RateCancellationTest {

    private static final ChatCompletionRequest REQUEST = ChatCompletionRequest.builder()
            .model("m")
            .messages(List.of(new Message.User(MessageContent.text("hello"))))
            .build();

    @Test
    void a_call_cancelled_at_the_moment_its_turn_comes_gives_its_place_back() throws Exception {
        AtomicReference<CompletableFuture<?>> waiting = new AtomicReference<>();
        CompletableFuture<Void> waits = new CompletableFuture<>();
        RetryTiming time = new RetryTiming();
        Timing timing = new Timing() {
            @Override
            public long nanos() {
                return time.nanos();
            }

            @Override
            public java.time.Clock clock() {
                return time.clock();
            }

            @Override
            public void sleep(long nanos) throws InterruptedException {
                time.sleep(nanos);
                waits.join();
                CompletableFuture<?> call = waiting.getAndSet(null);
                if (call != null) {
                    call.cancel(true);
                }
            }

            @Override
            public double random() {
                return 0;
            }
        };
        try (WireServer server = WireServer.start();
                MistralClient client = MistralClient.builder()
                        .timing(timing)
                        .baseUrl(server.baseUrl())
                        .apiKey("k")
                        .requestsPerSecond(1)
                        .callTimeout(Duration.ofHours(1))
                        .build()) {
            client.chat(REQUEST);
            CompletableFuture<?> cancelled = client.chatAsync(REQUEST);
            waiting.set(cancelled);
            waits.complete(null);
            while (!cancelled.isDone()) {
                Thread.onSpinWait();
            }

            client.chat(REQUEST);

            assertThat(server.requests()).isEqualTo(2);
        }
    }
}
