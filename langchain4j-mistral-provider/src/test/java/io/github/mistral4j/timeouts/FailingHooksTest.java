package io.github.mistral4j.timeouts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralTimeoutException;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.FaultServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** What an application's hook does while a limit expires costs no other call its limits. */
class FailingHooksTest {

    private static final ChatCompletionRequest REQUEST = ChatCompletionRequest.builder()
            .model("m")
            .messages(List.of(new Message.User(MessageContent.text("hello"))))
            .build();

    @Test
    void a_hook_that_throws() {
        limitsHoldBeside(() -> {
            throw new OutOfMemoryError("not really");
        });
    }

    @Test
    void a_hook_that_never_returns() {
        CountDownLatch over = new CountDownLatch(1);
        try {
            limitsHoldBeside(() -> {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        } finally {
            over.countDown();
        }
    }

    private static void limitsHoldBeside(Runnable hook) {
        EventListener listener = new EventListener() {
            @Override
            public void canceled(Call call) {
                hook.run();
            }
        };
        try (FaultServer server = FaultServer.start(connection -> connection.awaitNothing());
                MistralClient hooked = client(
                        server,
                        new OkHttpClient.Builder().eventListener(listener).build());
                MistralClient other = client(server, new OkHttpClient())) {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int call = 0; call < 20; call++) {
                calls.add(hooked.chatAsync(REQUEST));
            }
            calls.add(other.chatAsync(REQUEST));
            for (CompletableFuture<?> call : calls) {
                assertThat(call.orTimeout(Eventually.SECONDS, TimeUnit.SECONDS)
                                .handle((answer, failure) -> failure)
                                .join())
                        .isInstanceOf(MistralTimeoutException.class);
            }
        }
    }

    private static MistralClient client(FaultServer server, OkHttpClient http) {
        return MistralClient.builder()
                .baseUrl(server.baseUrl())
                .okHttpClient(http)
                .maxRetries(0)
                .firstByteTimeout(Duration.ofMillis(50))
                .build();
    }
}
