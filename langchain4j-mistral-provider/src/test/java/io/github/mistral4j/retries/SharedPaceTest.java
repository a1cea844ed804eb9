package io.github.mistral4j.retries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.RateLimitException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.RateVirtualTime;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R2: one refusal is a refusal for all calls of a client. */
class SharedPaceTest {

    private final WireServer server = WireServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"1", "5"})
    void sixty_four_callers_all_succeed_with_hardly_more_than_one_refusal_each(@Nullable String retryAfter)
            throws InterruptedException {
        RateVirtualTime time = new RateVirtualTime();
        RateOfServer limit = new RateOfServer(20, retryAfter, time::nanos);
        server.otherwise(limit);
        Map<Integer, Integer> refusals = new ConcurrentHashMap<>();
        AtomicInteger succeeded = new AtomicInteger();
        ThreadLocal<Integer> caller = new ThreadLocal<>();
        try (MistralClient client = time.client()
                .baseUrl(server.baseUrl())
                .apiKey("k")
                .onRetry(event -> refusals.merge(caller.get(), 1, Integer::sum))
                .build()) {
            MistralChatModel model =
                    MistralChatModel.builder().client(client).modelName("m").build();
            for (int i = 0; i < 64; i++) {
                int number = i;
                time.caller(() -> {
                    caller.set(number);
                    model.chat("hello");
                    model.chat("again");
                    succeeded.incrementAndGet();
                });
            }
            time.startAndJoin();
        }

        assertThat(succeeded).hasValue(64);
        // One that is about to leave when the first refusal arrives is not counted: the pace may be a little off.
        assertThat(refusals.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(2));
        assertThat(limit.refusals()).isLessThanOrEqualTo(64 + 8);
        assertThat(time.nanos()).isLessThan(Duration.ofSeconds(16).toNanos());
    }

    @Test
    void another_model_of_the_client_goes_on() {
        RetryTiming timing = new RetryTiming();
        server.answers(Answers.error(429, "3600"), Answers.embeddings(1, 1));
        try (MistralClient client =
                timing.client().baseUrl(server.baseUrl()).apiKey("k").build()) {
            MistralChatModel chat =
                    MistralChatModel.builder().client(client).modelName("m").build();
            assertThat(catchThrowable(() -> chat.chat("hello"))).isInstanceOf(RateLimitException.class);

            MistralEmbeddingModel.builder()
                    .client(client)
                    .modelName("mistral-embed")
                    .build()
                    .embed("text");
        }
        assertThat(timing.sleeps()).isEmpty();
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void a_refusal_is_waited_out_by_the_next_call_even_without_retries() {
        RetryTiming timing = new RetryTiming();
        server.answers(Answers.error(429, "2"));
        try (MistralClient client = timing.client()
                .baseUrl(server.baseUrl())
                .apiKey("k")
                .maxRetries(0)
                .build()) {
            MistralChatModel chat =
                    MistralChatModel.builder().client(client).modelName("m").build();
            assertThat(catchThrowable(() -> chat.chat("hello"))).isInstanceOf(RateLimitException.class);
            assertThat(chat.chat("hello")).isEqualTo("fine");
        }
        assertThat(timing.sleeps()).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void after_the_longest_wait_of_a_call_one_call_finds_out_whether_the_refusal_still_holds() {
        RetryTiming timing = new RetryTiming();
        server.answers(Answers.error(429, "3600"));
        try (MistralClient client =
                timing.client().baseUrl(server.baseUrl()).apiKey("k").build()) {
            MistralChatModel chat =
                    MistralChatModel.builder().client(client).modelName("m").build();
            assertThat(catchThrowable(() -> chat.chat("hello"))).isInstanceOf(RateLimitException.class);
            timing.advance(Duration.ofMinutes(2));

            assertThat(chat.chat("hello")).isEqualTo("fine");
        }
        assertThat(timing.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3505,service_tier_capacity_exceeded", "null,invalid_request_error"})
    void a_lack_of_capacity_slows_only_the_call_that_met_it(String code, String type) {
        RetryTiming timing = new RetryTiming();
        server.answers(Answers.json(
                        429,
                        "{\"object\":\"error\",\"message\":\"Service tier capacity exceeded for this model.\",\"type\":\""
                                + type + "\",\"param\":null,\"code\":"
                                + ("null".equals(code) ? code : "\"" + code + "\"") + "}")
                .build());
        try (MistralClient client = timing.client()
                .baseUrl(server.baseUrl())
                .apiKey("k")
                .maxRetries(0)
                .build()) {
            MistralChatModel chat =
                    MistralChatModel.builder().client(client).modelName("m").build();
            assertThat(catchThrowable(() -> chat.chat("hello"))).isInstanceOf(RateLimitException.class);
            assertThat(chat.chat("hello")).isEqualTo("fine");
        }
        assertThat(timing.sleeps()).isEmpty();
    }

    @Test
    void a_quota_of_zero_is_not_waited_for() {
        RetryTiming timing = new RetryTiming();
        server.otherwise(request -> Answers.json(429, """
                        {"object":"error","message":"Rate limit exceeded","type":"rate_limited","param":null,"code":"1300"}""")
                .withHeader("x-ratelimit-limit-req-minute", "0")
                .build());
        try (MistralClient client =
                timing.client().baseUrl(server.baseUrl()).apiKey("k").build()) {
            MistralChatModel chat =
                    MistralChatModel.builder().client(client).modelName("m").build();
            assertThat(catchThrowable(() -> chat.chat("hello")))
                    .isInstanceOf(RateLimitException.class)
                    .hasMessageContaining("Rate limit exceeded")
                    .hasMessageContaining("the plan has no quota for this model");
        }
        assertThat(server.requests()).isEqualTo(1);
        assertThat(timing.sleeps()).isEmpty();
    }

    @Test
    void a_call_that_cannot_wait_that_long_fails_at_once_without_being_sent() {
        RetryTiming timing = new RetryTiming();
        server.answers(Answers.error(429, "500"));
        try (MistralClient client =
                timing.client().baseUrl(server.baseUrl()).apiKey("k").build()) {
            MistralChatModel chat =
                    MistralChatModel.builder().client(client).modelName("m").build();
            assertThat(catchThrowable(() -> chat.chat("hello"))).isInstanceOf(RateLimitException.class);

            assertThat(catchThrowable(() -> chat.chat("hello")))
                    .isInstanceOf(RateLimitException.class)
                    .hasMessageContaining("another call of this client was refused")
                    .hasMessageContaining("500 s")
                    .hasMessageContaining("maxRetryDuration of 120 s");
        }
        assertThat(server.requests()).isEqualTo(1);
        assertThat(timing.sleeps()).isEmpty();
    }

    @Test
    void another_client_does_not_wait() {
        RetryTiming timing = new RetryTiming();
        server.answers(Answers.error(429, "500"));
        try (MistralClient first =
                        timing.client().baseUrl(server.baseUrl()).apiKey("k").build();
                MistralClient second =
                        timing.client().baseUrl(server.baseUrl()).apiKey("k").build()) {
            MistralChatModel refused =
                    MistralChatModel.builder().client(first).modelName("m").build();
            assertThat(catchThrowable(() -> refused.chat("hello"))).isInstanceOf(RateLimitException.class);

            MistralChatModel other =
                    MistralChatModel.builder().client(second).modelName("m").build();
            assertThat(other.chat("hello")).isEqualTo("fine");
        }
        assertThat(timing.sleeps()).isEmpty();
    }

    @Test
    void waiting_is_not_an_attempt() {
        RetryTiming timing = new RetryTiming();
        server.answers(Answers.error(429, "5"));
        try (MistralClient client = timing.client()
                .baseUrl(server.baseUrl())
                .apiKey("k")
                .maxRetries(1)
                .build()) {
            MistralChatModel chat =
                    MistralChatModel.builder().client(client).modelName("m").build();
            chat.chat("refused once");
            server.answers(Answers.error(429, "7"), Answers.chat("at last"));
            assertThat(chat.chat("refused once as well")).isEqualTo("at last");
        }
        assertThat(server.requests()).isEqualTo(4);
    }
}
