package io.github.mistral4j.client.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.testing.faults.Eventually;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class TurnTest {

    private static final int MORE_THAN_TURNS =
            4 * Math.max(4, Runtime.getRuntime().availableProcessors());

    private final Turns turns = new Turns(1);

    @Test
    void those_that_have_waited_for_long_come_in_that_order() throws Exception {
        Turn first = new Turn();
        first.await(turns);
        List<Integer> order = new ArrayList<>();
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            int place = number;
            others.add(CompletableFuture.runAsync(() -> await(new Turn(), () -> order.add(place)), this::thread));
            Eventually.that("it waits", () -> turns.waitingForLong() == place + 1);
        }
        first.over();
        CompletableFuture.allOf(others.toArray(CompletableFuture<?>[]::new)).get(Eventually.SECONDS, TimeUnit.SECONDS);

        assertThat(order).hasSize(20).isSorted();
        assertThat(turns.free()).isEqualTo(1);
    }

    @Test
    void nobody_passes_one_that_has_waited_for_long() throws Exception {
        CountDownLatch enough = new CountDownLatch(1);
        assertThat(turns.take()).isTrue();
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> await(new Turn(), () -> join(enough)), this::thread);
        Eventually.that("it waits", () -> turns.waitingForLong() == 1);

        turns.release();

        assertThat(turns.take()).isFalse();
        enough.countDown();
        waiting.get(Eventually.SECONDS, TimeUnit.SECONDS);
        assertThat(turns.take()).isTrue();
    }

    @Test
    void an_exchange_that_is_given_up_waits_no_longer() throws Exception {
        Turn first = new Turn();
        first.await(turns);
        Turn second = new Turn();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                () -> {
                    assertThatThrownBy(() -> second.await(turns)).isInstanceOf(InterruptedIOException.class);
                    assertThat(Thread.interrupted()).isFalse();
                },
                this::thread);
        Eventually.that("it waits", () -> turns.waitingForLong() == 1);
        second.giveUp();
        waiting.get(Eventually.SECONDS, TimeUnit.SECONDS);

        second.over();
        assertThat(turns.free()).isZero();
        first.over();
        first.over();
        assertThat(turns.free()).isEqualTo(1);
    }

    @Test
    void looking_up_a_name_is_no_part_of_a_turn() throws Exception {
        CountDownLatch lookedUp = new CountDownLatch(MORE_THAN_TURNS);
        CountDownLatch over = new CountDownLatch(1);
        OkHttpClient slow = new OkHttpClient.Builder()
                .dns(name -> {
                    lookedUp.countDown();
                    join(over);
                    return List.of();
                })
                .build();
        try (MistralClient client = MistralClient.builder()
                .baseUrl("http://slow.example/v1")
                .apiKey("k")
                .okHttpClient(slow)
                .maxRetries(0)
                .connectTimeout(Duration.ofMinutes(2))
                .build()) {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int call = 0; call < MORE_THAN_TURNS; call++) {
                calls.add(client.chatAsync(request()));
            }
            assertThat(lookedUp.await(Eventually.SECONDS, TimeUnit.SECONDS)).isTrue();
            over.countDown();
            calls.forEach(call -> assertThat(call).failsWithin(Duration.ofSeconds(Eventually.SECONDS)));
        } finally {
            over.countDown();
        }
    }

    private static ChatCompletionRequest request() {
        return ChatCompletionRequest.builder()
                .model("m")
                .messages(List.of(new Message.User(MessageContent.text("hello"))))
                .build();
    }

    private void await(Turn turn, Runnable then) {
        try {
            turn.await(turns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        then.run();
        turn.over();
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void thread(Runnable task) {
        Thread thread = new Thread(task, "turn");
        thread.setDaemon(true);
        thread.start();
    }
}
