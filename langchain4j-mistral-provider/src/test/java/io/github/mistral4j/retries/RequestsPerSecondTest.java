package io.github.mistral4j.retries;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.TimeoutException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.RateVirtualTime;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.client.internal.pace.RateGate;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import io.github.mistral4j.testing.faults.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R3: the caller's own limit. */
class RequestsPerSecondTest {

    private final WireServer server = WireServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    private static MistralChatModel chat(MistralClient client) {
        return MistralChatModel.builder().client(client).modelName("m").build();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2.5, 10})
    void the_server_never_sees_more_in_any_second_from_many_callers_and_models(double perSecond)
            throws InterruptedException {
        RateVirtualTime time = new RateVirtualTime();
        RateOfServer seen = new RateOfServer(Integer.MAX_VALUE, null, time::nanos);
        server.otherwise(request -> {
            ResponseDefinition answer = seen.apply(request);
            return request.getUrl().endsWith("embeddings") ? Answers.embeddings(1, 1) : answer;
        });
        try (MistralClient client = time.client()
                .baseUrl(server.baseUrl())
                .apiKey("k")
                .requestsPerSecond(perSecond)
                .build()) {
            MistralChatModel chat = chat(client);
            MistralEmbeddingModel embedding = MistralEmbeddingModel.builder()
                    .client(client)
                    .modelName("mistral-embed")
                    .build();
            for (int i = 0; i < 16; i++) {
                time.caller(() -> chat.chat("hello"));
                time.caller(() -> Objects.requireNonNull(client.embed(
                        new io.github.mistral4j.client.api.EmbeddingsRequest(embedding.modelName(), List.of("a")))));
            }
            time.startAndJoin();
        }

        assertThat(seen.arrivals()).hasSize(32);
        assertThat(seen.mostInASecond()).isLessThanOrEqualTo((int) perSecond);
    }

    @Test
    void retries_count_as_requests() {
        RetryTiming timing = new RetryTiming();
        RateOfServer seen = new RateOfServer(Integer.MAX_VALUE, null, timing::nanos);
        server.otherwise(request -> {
            seen.apply(request);
            return seen.arrivals().size() % 3 == 0 ? Answers.chat("fine") : Answers.error(503, "0");
        });
        try (MistralClient client = timing.client()
                .baseUrl(server.baseUrl())
                .apiKey("k")
                .requestsPerSecond(1)
                .build()) {
            chat(client).chat("hello");
            chat(client).chat("hello");
        }

        assertThat(seen.arrivals()).hasSize(6);
        assertThat(seen.mostInASecond()).isEqualTo(1);
    }

    @Test
    void redirections_count_as_requests() {
        RetryTiming timing = new RetryTiming();
        RateOfServer seen = new RateOfServer(Integer.MAX_VALUE, null, timing::nanos);
        server.otherwise(request -> {
            seen.apply(request);
            return request.getUrl().startsWith("/moved")
                    ? Answers.chat("fine")
                    : aResponse()
                            .withStatus(307)
                            .withHeader("Location", "/moved")
                            .build();
        });
        try (MistralClient client = timing.client()
                .baseUrl(server.baseUrl())
                .apiKey("k")
                .requestsPerSecond(1)
                .build()) {
            chat(client).chat("hello");
            chat(client).chat("hello");
        }

        assertThat(seen.arrivals()).hasSize(4);
        assertThat(seen.mostInASecond()).isEqualTo(1);
    }

    @Test
    void first_come_first_served() throws InterruptedException {
        RateVirtualTime time = new RateVirtualTime();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        server.otherwise(request -> {
            String body = request.getBodyAsString();
            order.add(body.substring(body.indexOf("caller "), body.indexOf("caller ") + 8));
            return Answers.chat("fine");
        });
        try (MistralClient client = time.client()
                .baseUrl(server.baseUrl())
                .apiKey("k")
                .requestsPerSecond(1)
                .build()) {
            CountDownLatch firstIsServed = new CountDownLatch(1);
            AtomicBoolean allWait = new AtomicBoolean();
            Thread first = time.caller(() -> {
                chat(client).chat("caller 0");
                firstIsServed.countDown();
                spinUntil(allWait);
                chat(client).chat("caller 9");
            });
            first.start();
            firstIsServed.await();
            List<Thread> others = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                int number = i;
                Thread other = time.caller(() -> chat(client).chat("caller " + number));
                others.add(other);
                other.start();
                Eventually.that("caller " + number + " waits for its turn", () -> waitsInGate(other));
            }
            allWait.set(true);
            first.join();
            for (Thread other : others) {
                other.join();
            }
        }

        assertThat(order)
                .containsExactly("caller 0", "caller 1", "caller 2", "caller 3", "caller 4", "caller 5", "caller 9");
    }

    @Test
    void an_interrupted_call_gives_its_place_back() throws InterruptedException {
        RetryTiming timing = new RetryTiming();
        try (MistralClient client = timing.client()
                .baseUrl(server.baseUrl())
                .apiKey("k")
                .requestsPerSecond(1)
                .build()) {
            chat(client).chat("hello");
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                Thread.currentThread().interrupt();
                failure.set(catchThrowable(() -> chat(client).chat("never sent")));
            });
            caller.start();
            caller.join();
            assertThat(failure.get()).isInstanceOf(LangChain4jException.class).hasMessageContaining("interrupted");

            chat(client).chat("hello");
        }
        assertThat(server.requests()).isEqualTo(2);
        assertThat(timing.sleeps()).hasSize(1);
        assertThat(timing.sleeps().get(0)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_050));
    }

    @Test
    void waiting_counts_against_the_call_timeout_and_says_so() {
        RetryTiming timing = new RetryTiming();
        try (MistralClient client = timing.client()
                .baseUrl(server.baseUrl())
                .apiKey("k")
                .requestsPerSecond(0.1)
                .callTimeout(Duration.ofSeconds(5))
                .build()) {
            chat(client).chat("hello");

            assertThat(catchThrowable(() -> chat(client).chat("hello")))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("callTimeout of 5 s")
                    .hasMessageContaining("wait");
        }
        assertThat(server.requests()).isEqualTo(1);
        assertThat(timing.sleeps()).isEmpty();
    }

    @Test
    void the_own_limit_is_no_reason_to_fail_by_max_retry_duration() {
        RetryTiming timing = new RetryTiming();
        try (MistralClient client = timing.client()
                .baseUrl(server.baseUrl())
                .apiKey("k")
                .requestsPerSecond(0.001)
                .maxRetryDuration(Duration.ofSeconds(1))
                .build()) {
            chat(client).chat("hello");
            assertThat(chat(client).chat("hello")).isEqualTo("fine");
        }
        assertThat(server.requests()).isEqualTo(2);
    }

    // A thread that runs keeps the time from moving, so that all can queue.
    private static void spinUntil(AtomicBoolean flag) {
        while (!flag.get()) {
            Thread.onSpinWait();
        }
    }

    private static boolean waitsInGate(Thread thread) {
        boolean inGate = Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(RateGate.class.getName()));
        return inGate && (thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING);
    }
}
