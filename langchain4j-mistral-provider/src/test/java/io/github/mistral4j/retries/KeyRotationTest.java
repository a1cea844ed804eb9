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
    void anotherKeyIsTriedOnceWithoutWaiting() {
        server.answers(Answers.error(401));

        assertThat(ask(3, this::nextKey)).isEqualTo("fine");
        assertThat(keysSeen()).containsExactly("Bearer key1", "Bearer key2");
        assertThat(timing.sleeps()).isEmpty();
    }

    @Test
    void theSameKeyIsNotTriedAgain() {
        server.otherwise(request -> Answers.error(401));

        assertThat(catchThrowable(() -> ask(3, () -> "same"))).isInstanceOf(AuthenticationException.class);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aThirdKeyIsNotAskedFor() {
        server.otherwise(request -> Answers.error(401));

        assertThat(catchThrowable(() -> ask(3, this::nextKey))).isInstanceOf(AuthenticationException.class);
        assertThat(keysSeen()).containsExactly("Bearer key1", "Bearer key2");
        assertThat(asked).hasValue(2);
    }

    @Test
    void maxRetriesOfZeroTurnsItOff() {
        server.otherwise(request -> Answers.error(401));

        assertThat(catchThrowable(() -> ask(0, this::nextKey))).isInstanceOf(AuthenticationException.class);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void theSupplierIsAskedForEachCall() {
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
    void aSupplierThatFailsIsAnAuthenticationFailureWithoutItsMessage() {
        Throwable failure = catchThrowable(() -> ask(3, () -> {
            throw new IllegalStateException("vault says s3cr3t");
        }));

        assertThat(failure).isInstanceOf(AuthenticationException.class).hasMessageContaining("IllegalStateException");
        assertThat(failure).hasStackTraceContaining("supplier").message().doesNotContain("s3cr3t");
        assertThat(server.requests()).isZero();
    }

    @Test
    void aSupplierWithoutAKeyIsAnAuthenticationFailureAndNothingIsSent() {
        assertThat(catchThrowable(() -> ask(3, () -> " "))).isInstanceOf(AuthenticationException.class);
        assertThat(catchThrowable(() -> ask(3, () -> null))).isInstanceOf(AuthenticationException.class);
        assertThat(server.requests()).isZero();
    }
}
