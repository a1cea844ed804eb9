package io.github.mistral4j.retries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.AuthenticationException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A 401 asks the key supplier once more, since keys rotate. */
class KeyRotationTest {

    private final WireServer server = WireServer.start();
    private final RetryTiming timing = new RetryTiming();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        server.close();
    }

    private String ask(int maxRetries, Supplier<@Nullable String> keys) {
        try (var client = timing.client()
                .baseUrl(server.baseUrl())
                .apiKey(keys)
                .maxRetries(maxRetries)
                .build()) {
            return MistralChatModel.builder()
                    .client(client)
                    .modelName("m")
                    .build()
                    .chat("hello");
        }
    }

    private List<String> keysSeen() {
        List<String> keys = new ArrayList<>();
        while (keys.size() < server.requests()) {
            keys.add(String.valueOf(Objects.requireNonNull(server.next()).getHeader("Authorization")));
        }
        return keys;
    }

    private String nextKey() {
        return "key" + asked.incrementAndGet();
    }

    @Test
    void another_key_is_tried_once_without_waiting() {
        server.answers(Answers.error(401));

        assertThat(ask(3, this::nextKey)).isEqualTo("fine");
        assertThat(keysSeen()).containsExactly("Bearer key1", "Bearer key2");
        assertThat(timing.sleeps()).isEmpty();
    }

    @Test
    void the_same_key_is_not_tried_again() {
        server.otherwise(request -> Answers.error(401));

        assertThat(catchThrowable(() -> ask(3, () -> "same"))).isInstanceOf(AuthenticationException.class);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void a_third_key_is_not_asked_for() {
        server.otherwise(request -> Answers.error(401));

        assertThat(catchThrowable(() -> ask(3, this::nextKey))).isInstanceOf(AuthenticationException.class);
        assertThat(keysSeen()).containsExactly("Bearer key1", "Bearer key2");
        assertThat(asked).hasValue(2);
    }

    @Test
    void max_retries_of_zero_turns_it_off() {
        server.otherwise(request -> Answers.error(401));

        assertThat(catchThrowable(() -> ask(0, this::nextKey))).isInstanceOf(AuthenticationException.class);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void the_supplier_is_asked_for_each_call() {
        try (var client =
                timing.client().baseUrl(server.baseUrl()).apiKey(this::nextKey).build()) {
            MistralChatModel model =
                    MistralChatModel.builder().client(client).modelName("m").build();
            model.chat("hello");
            model.chat("hello");
        }
        assertThat(keysSeen()).containsExactly("Bearer key1", "Bearer key2");
    }

    @Test
    void a_supplier_that_fails_is_an_authentication_failure_without_its_message() {
        Throwable failure = catchThrowable(() -> ask(3, () -> {
            throw new IllegalStateException("vault says s3cr3t");
        }));

        assertThat(failure).isInstanceOf(AuthenticationException.class).hasMessageContaining("IllegalStateException");
        assertThat(failure).hasStackTraceContaining("supplier").message().doesNotContain("s3cr3t");
        assertThat(server.requests()).isZero();
    }

    @Test
    void a_supplier_without_a_key_is_an_authentication_failure_and_nothing_is_sent() {
        assertThat(catchThrowable(() -> ask(3, () -> " "))).isInstanceOf(AuthenticationException.class);
        assertThat(catchThrowable(() -> ask(3, () -> null))).isInstanceOf(AuthenticationException.class);
        assertThat(server.requests()).isZero();
    }
}
