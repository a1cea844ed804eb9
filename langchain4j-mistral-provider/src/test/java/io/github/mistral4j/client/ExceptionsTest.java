package io.github.mistral4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.RateLimitException;
import io.github.mistral4j.MistralExceptionMapper;
import io.github.mistral4j.MistralHttpException;
import io.github.mistral4j.client.internal.secrets.Redaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions are made by applications' fakes as well, and travel to other machines. */
class ExceptionsTest {

    private static final ResponseInfo INFO =
            ResponseInfo.of(429, Map.of("Retry-After", "7", "mistral-correlation-id", "r-1"));
    private static final ApiError ERROR = new ApiError("slow down", "rate_limited", "1300", false, true, true);

    static List<MistralException> all() {
        return List.of(
                new MistralApiException(ERROR, INFO),
                new MistralCancelledException("cancelled"),
                new MistralConnectionException("hung up", true),
                new MistralKeyException("no key"),
                new MistralResponseException("cut", INFO, null),
                new MistralTimeoutException(TimeLimit.IDLE, Duration.ofSeconds(3), "while the answer arrived", INFO));
    }

    @ParameterizedTest
    @MethodSource("all")
    void an_exception_says_the_same_after_serialization(MistralException exception) throws Exception {
        MistralException copy = (MistralException) copied(exception);

        StringWriter trace = new StringWriter();
        copy.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains(String.valueOf(exception.getMessage()));
        assertThat(copy.response() == null).isEqualTo(exception.response() == null);
    }

    @Test
    void status_headers_and_error_survive_serialization() throws Exception {
        MistralApiException copy = (MistralApiException) copied(new MistralApiException(ERROR, INFO));

        assertThat(copy.error()).isEqualTo(ERROR);
        assertThat(copy.response().status()).isEqualTo(429);
        assertThat(copy.response().requestId()).isEqualTo("r-1");
        assertThat(copy.response().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void the_exception_of_langchain4j_knows_its_answer_after_serialization() throws Exception {
        Throwable copy = (Throwable) copied(MistralExceptionMapper.map(new MistralApiException(ERROR, INFO)));

        assertThat(copy.getCause()).isInstanceOfSatisfying(MistralHttpException.class, http -> {
            assertThat(http.requestId()).isEqualTo("r-1");
            assertThat(http.retryAfter()).isEqualTo(Duration.ofSeconds(7));
            assertThat(http.rateLimits().limit()).isEmpty();
            assertThat(http.partialResponse()).isNull();
        });
    }

    @Test
    void headers_of_any_length_and_form_survive_serialization_but_cookies_do_not() throws Exception {
        Headers headers = new Headers.Builder()
                .add("report-to", "x".repeat(3_000))
                .addUnsafeNonAscii("x-city", "Köln")
                .add("Set-Cookie", "a=b")
                .build();
        Redaction none = new Redaction(secrets -> {}, inputs -> {});

        ResponseInfo copy = (ResponseInfo) copied(new ResponseInfo(500, "No", "h", headers, none));

        assertThat(copy.headers()).containsOnlyKeys("report-to", "x-city").containsEntry("x-city", List.of("Köln"));
    }

    @Test
    void what_a_fake_client_throws_is_mapped_as_what_the_real_one_throws() {
        assertThat(MistralExceptionMapper.map(new MistralApiException(ERROR, INFO)))
                .isInstanceOf(RateLimitException.class)
                .hasMessage("slow down (HTTP 429, code 1300, request r-1)");
    }

    private static Object copied(Object original) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
