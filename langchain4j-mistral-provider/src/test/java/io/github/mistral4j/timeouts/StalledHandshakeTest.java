package io.github.mistral4j.timeouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.TimeoutException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.testing.faults.FaultServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Limits that fall between the TCP connection and the TLS handshake used to be missed, and the call never ended. */
class StalledHandshakeTest {

    private static final int CALLS = 160;
    private static final int CALLERS = 16;
    private static final int LONGEST_LIMIT_MILLIS = 12;

    @Test
    void a_handshake_that_is_never_answered_ends_wherever_its_limit_falls() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (FaultServer server = FaultServer.start(connection -> over.await())) {
            String url = server.baseUrl().replace("http:", "https:");
            List<Future<Throwable>> failures = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                Duration limit = Duration.ofMillis(1 + i % LONGEST_LIMIT_MILLIS);
                failures.add(callers.submit(() -> failure(url, limit)));
            }
            for (Future<Throwable> failure : failures) {
                assertThat(failure.get(60, TimeUnit.SECONDS))
                        .isExactlyInstanceOf(TimeoutException.class)
                        .hasMessageContaining("connectTimeout");
            }
            over.countDown();
        } finally {
            over.countDown();
            callers.shutdownNow();
        }
    }

    private static Throwable failure(String url, Duration limit) {
        try (MistralChatModel model = MistralChatModel.builder()
                .baseUrl(url)
                .apiKey("key")
                .modelName("m")
                .maxRetries(0)
                .connectTimeout(limit)
                .build()) {
            return new AssertionError("answered: " + model.chat("hello"));
        } catch (RuntimeException e) {
            return e;
        }
    }
}
