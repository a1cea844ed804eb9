package io.github.mistral4j.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** 403 and 404 mean what their code says. */
class PlanAndGuardrailErrorsTest {

    private final WireServer server = WireServer.start();
    private final MistralChatModel model = MistralChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("k")
            .modelName("m")
            .build();

    @AfterEach
    void close() {
        model.close();
        server.close();
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(
                        403,
                        error("This model is not available in your subscription tier", "tier_not_allowed", "1910"),
                        ModelNotFoundException.class,
                        "your plan does not include"),
                Arguments.of(
                        403,
                        error("x", "labs_not_enabled", "1913"),
                        ModelNotFoundException.class,
                        "your plan does not include"),
                Arguments.of(
                        403,
                        "{\"message\":\"no\",\"type\":\"tier_not_allowed\"}",
                        ModelNotFoundException.class,
                        "your plan does not include"),
                Arguments.of(
                        403,
                        error("Request blocked by guardrail policy", "guardrail_violation", "1920"),
                        ContentFilteredException.class,
                        "Request blocked"),
                Arguments.of(
                        400,
                        error("Request blocked by guardrail policy", "guardrail_violation", "1920"),
                        ContentFilteredException.class,
                        "Request blocked"),
                Arguments.of(
                        400,
                        "{\"error\":{\"message\":\"The response was filtered\",\"code\":\"content_filter\"}}",
                        ContentFilteredException.class,
                        "was filtered"),
                Arguments.of(
                        404,
                        "{\"error\":{\"message\":\"The model `x` has been decommissioned\"}}",
                        ModelNotFoundException.class,
                        "decommissioned (HTTP 404)"),
                Arguments.of(403, error("no", "forbidden", "1999"), AuthenticationException.class, "no (HTTP 403"),
                Arguments.of(
                        404,
                        "{\"message\":\"Model devstral-medium-latest is deprecated.\"}",
                        ModelNotFoundException.class,
                        "Model devstral-medium-latest is deprecated. (HTTP 404)"),
                Arguments.of(
                        404,
                        "{\"message\":\"no Route matched\"}",
                        InvalidRequestException.class,
                        "base URL may be wrong"),
                Arguments.of(
                        400,
                        error("Unexpected role 'user' after role 'tool'", "invalid_request_message_order", "3230"),
                        InvalidRequestException.class,
                        "bridgeUserAfterTool"));
    }

    private static String error(String message, String type, String code) {
        return "{\"object\":\"error\",\"message\":\"" + message + "\",\"type\":\"" + type
                + "\",\"param\":null,\"code\":\"" + code + "\"}";
    }

    @ParameterizedTest
    @MethodSource("errors")
    void an_error_is_the_exception_that_its_code_means(
            int status, String body, Class<? extends Throwable> type, String message) {
        server.answers(Answers.json(status, body).build());

        assertThat(catchThrowable(() -> model.chat("hi")))
                .isExactlyInstanceOf(type)
                .hasMessageContaining(message);
    }

    @Test
    void the_key_is_blamed_for_401_only() {
        for (int status : List.of(402, 403, 404)) {
            server.answers(Answers.json(status, "{}").build());
            assertThat(catchThrowable(() -> model.chat("hi")).getMessage()).doesNotContainIgnoringCase("key");
        }
    }

    @Test
    void a_value_that_langchain4j_does_not_take_is_a_typed_failure() {
        server.answers(Answers.json(
                        200,
                        "{\"id\":\"1\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":"
                                + "\"assistant\",\"content\":\"\",\"tool_calls\":[{\"id\":\"AbCdEf123\",\"function\":"
                                + "{\"name\":\"\\u0000\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}]}")
                .build());

        Throwable failure = catchThrowable(() -> model.chat("hi"));

        assertThat(failure == null || failure instanceof dev.langchain4j.exception.LangChain4jException)
                .isTrue();
    }
}
