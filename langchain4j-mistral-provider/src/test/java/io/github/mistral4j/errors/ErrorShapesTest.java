package io.github.mistral4j.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralHttpException;
import io.github.mistral4j.MistralModelCatalog;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.Streamed;
import io.github.mistral4j.requests.WireServer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** E1: every shape of error body that Mistral, its gateway and proxies send. */
class ErrorShapesTest {

    private static final String HTML = "<html>\n<head><title>Bad gateway</title></head><body>oops</body></html>";

    /** A row: what comes, and what it must become. */
    record Shape(
            String name,
            int status,
            String body,
            Class<? extends LangChain4jException> type,
            String message,
            @Nullable String code,
            @Nullable String apiType) {

        @Override
        public String toString() {
            return name;
        }
    }

    private final WireServer server = WireServer.start();
    private final MistralClient client = MistralClient.builder()
            .baseUrl(server.baseUrl())
            .apiKey("k")
            .maxRetries(0)
            .build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    static List<Shape> shapes() {
        Class<InvalidRequestException> invalid = InvalidRequestException.class;
        return List.of(
                new Shape(
                        "a: unknown model",
                        400,
                        "{\"object\":\"error\",\"message\":\"Invalid model: x\",\"type\":\"invalid_model\",\"param\":null,\"code\":\"1500\",\"raw_status_code\":400}",
                        ModelNotFoundException.class,
                        "Invalid model: x (HTTP 400, code 1500, request req-1)",
                        "1500",
                        "invalid_model"),
                new Shape(
                        "a: unknown model, code a number",
                        400,
                        "{\"object\":\"error\",\"message\":\"Invalid model: x\",\"type\":\"invalid_model\",\"code\":1500}",
                        ModelNotFoundException.class,
                        "Invalid model: x (HTTP 400, code 1500, request req-1)",
                        "1500",
                        "invalid_model"),
                new Shape(
                        "b: wrong key",
                        401,
                        "{\"detail\":\"Invalid API Key\"}",
                        AuthenticationException.class,
                        "Invalid API Key (HTTP 401, request req-1)",
                        null,
                        null),
                new Shape(
                        "b': wrong key at the gateway",
                        401,
                        "{\"message\":\"Unauthorized\",\"request_id\":\"abc\"}",
                        AuthenticationException.class,
                        "Unauthorized (HTTP 401, request req-1)",
                        null,
                        null),
                new Shape(
                        "c: no route at the gateway",
                        404,
                        "{\"message\":\"no Route matched with those values\",\"request_id\":\"abc\"}",
                        invalid,
                        "no Route matched with those values; the base URL may be wrong (HTTP 404, request req-1)",
                        null,
                        null),
                new Shape(
                        "c: not found by the API, or a path that is not there",
                        404,
                        "{\"detail\":\"Not Found\"}",
                        ModelNotFoundException.class,
                        "Not Found; the base URL may be wrong (HTTP 404, request req-1)",
                        null,
                        null),
                new Shape(
                        "c: not found by the API, as an object",
                        404,
                        "{\"object\":\"error\",\"message\":\"model gone\",\"type\":\"x\",\"code\":null}",
                        ModelNotFoundException.class,
                        "model gone (HTTP 404, request req-1)",
                        null,
                        "x"),
                new Shape(
                        "404 of a proxy",
                        404,
                        HTML,
                        invalid,
                        "HTTP 404 Not Found with application/json and nothing readable in the body; the base URL may be wrong (request req-1)",
                        null,
                        null),
                new Shape(
                        "d1: validation",
                        422,
                        "{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\",\"messages\",0,\"content\"],\"msg\":\"Field required\",\"input\":{\"role\":\"user\"}},"
                                + "{\"type\":\"x\",\"loc\":[\"body\",\"n\"],\"msg\":\"Too big\",\"ctx\":{},\"url\":\"u\"}]}",
                        invalid,
                        "body.messages.0.content: Field required; body.n: Too big (HTTP 422, request req-1)",
                        null,
                        null),
                new Shape(
                        "d2: validation inside message",
                        422,
                        "{\"object\":\"error\",\"message\":{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"seed\"],\"msg\":\"Extra inputs are not permitted\",\"input\":1}]},"
                                + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":null,\"raw_status_code\":422}",
                        invalid,
                        "body.seed: Extra inputs are not permitted (HTTP 422, request req-1)",
                        null,
                        "invalid_request_error"),
                new Shape(
                        "d3: message a list, capital E",
                        422,
                        "{\"object\":\"Error\",\"message\":[{\"type\":\"t\",\"loc\":[\"inputs\"],\"msg\":\"Bad\"}],\"detail\":[{\"msg\":\"other\"}],\"type\":\"invalid_request_error\",\"code\":3001}",
                        invalid,
                        "inputs: Bad (HTTP 422, code 3001, request req-1)",
                        "3001",
                        "invalid_request_error"),
                new Shape(
                        "d4: JSON in a string",
                        422,
                        "{\"object\":\"error\",\"message\":\"{\\\"detail\\\":[{\\\"loc\\\":[\\\"body\\\"],\\\"msg\\\":\\\"Old style\\\"}]}\",\"type\":\"invalid_request_error\",\"code\":null}",
                        invalid,
                        "body: Old style (HTTP 422, request req-1)",
                        null,
                        "invalid_request_error"),
                new Shape(
                        "e: quota",
                        429,
                        "{\"object\":\"error\",\"message\":\"Rate limit exceeded\",\"type\":\"rate_limited\",\"param\":null,\"code\":\"1300\",\"raw_status_code\":429}",
                        RateLimitException.class,
                        "Rate limit exceeded (HTTP 429, code 1300, request req-1)",
                        "1300",
                        "rate_limited"),
                new Shape(
                        "e': quota, old",
                        429,
                        "{\"message\":\"Requests rate limit exceeded\"}",
                        RateLimitException.class,
                        "Requests rate limit exceeded (HTTP 429, request req-1)",
                        null,
                        null),
                new Shape(
                        "f: capacity as 429",
                        429,
                        "{\"object\":\"error\",\"message\":\"Service tier capacity exceeded for this model.\",\"type\":\"service_tier_capacity_exceeded\",\"param\":null,\"code\":\"3505\"}",
                        RateLimitException.class,
                        "Service tier capacity exceeded for this model. (HTTP 429, code 3505, request req-1)",
                        "3505",
                        "service_tier_capacity_exceeded"),
                new Shape(
                        "f: capacity as 503",
                        503,
                        "{\"object\":\"error\",\"message\":\"Service tier capacity exceeded for this model.\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}",
                        InternalServerException.class,
                        "Service tier capacity exceeded for this model. (HTTP 503, request req-1)",
                        null,
                        "invalid_request_error"),
                new Shape(
                        "g1: guardrail",
                        403,
                        "{\"error\":{\"message\":\"Content blocked by guardrail\",\"status\":403},\"guardrails\":{\"results\":{\"moderation_llm_v2\":{\"violated\":true,\"action\":\"block\"}}}}",
                        ContentFilteredException.class,
                        "Content blocked by guardrail (HTTP 403, request req-1)",
                        null,
                        null),
                new Shape(
                        "g2: guardrail with block_on_error",
                        403,
                        "{\"object\":\"Error\",\"message\":\"Guardrail failed\",\"type\":\"invalid_request_error\",\"code\":3201,\"guardrails\":[]}",
                        ContentFilteredException.class,
                        "Guardrail failed (HTTP 403, code 3201, request req-1)",
                        "3201",
                        "invalid_request_error"),
                new Shape(
                        "403 of the plan",
                        403,
                        "{\"object\":\"error\",\"message\":\"Not in your plan\",\"type\":\"forbidden\",\"code\":null}",
                        AuthenticationException.class,
                        "Not in your plan (HTTP 403, request req-1)",
                        null,
                        "forbidden"),
                new Shape(
                        "402",
                        402,
                        "{\"detail\":\"Payment required\"}",
                        invalid,
                        "Payment required (HTTP 402, request req-1)",
                        null,
                        null),
                new Shape(
                        "408",
                        408,
                        "{\"message\":\"Request timeout\"}",
                        TimeoutException.class,
                        "Request timeout (HTTP 408, request req-1)",
                        null,
                        null),
                new Shape(
                        "407",
                        407,
                        "{\"message\":\"Proxy key needed\"}",
                        invalid,
                        "Proxy key needed (HTTP 407, request req-1)",
                        null,
                        null),
                new Shape(
                        "413",
                        413,
                        "{\"message\":\"Payload Too Large\"}",
                        invalid,
                        "Payload Too Large (HTTP 413, request req-1)",
                        null,
                        null),
                new Shape(
                        "context overflow",
                        400,
                        "{\"object\":\"error\",\"message\":\"Prompt contains 40000 tokens, too large for model with 32768 maximum context length\",\"type\":\"invalid_request_error\",\"code\":null}",
                        invalid,
                        "Prompt contains 40000 tokens, too large for model with 32768 maximum context length (HTTP 400, request req-1)",
                        null,
                        "invalid_request_error"),
                new Shape(
                        "h: nested error as OpenAI's",
                        404,
                        "{\"error\":{\"message\":\"The model x does not exist\",\"type\":\"invalid_request_error\",\"code\":\"model_not_found\"}}",
                        ModelNotFoundException.class,
                        "The model x does not exist (HTTP 404, code model_not_found, request req-1)",
                        "model_not_found",
                        "invalid_request_error"),
                new Shape(
                        "error as text",
                        400,
                        "{\"error\":\"just text\"}",
                        invalid,
                        "just text (HTTP 400, request req-1)",
                        null,
                        null),
                new Shape(
                        "i: 5xx of the proxy",
                        502,
                        "{\"object\":\"error\",\"message\":\"Internal\",\"code\":\"1000\",\"type\":\"internal_error_proxy\"}",
                        InternalServerException.class,
                        "Internal (HTTP 502, code 1000, request req-1)",
                        "1000",
                        "internal_error_proxy"),
                new Shape(
                        "i: 5xx with HTML",
                        502,
                        HTML,
                        InternalServerException.class,
                        "HTTP 502 Bad Gateway with application/json and nothing readable in the body (request req-1)",
                        null,
                        null),
                new Shape(
                        "i: 5xx empty",
                        520,
                        "",
                        InternalServerException.class,
                        "HTTP 520 with application/json and nothing readable in the body (request req-1)",
                        null,
                        null),
                new Shape(
                        "j: detail an object",
                        400,
                        "{\"detail\":{\"message\":\"deep\"}}",
                        invalid,
                        "deep (HTTP 400, request req-1)",
                        null,
                        null),
                new Shape(
                        "several lines",
                        400,
                        "{\"message\":\"one\\n\\ttwo\\r\\n  three\"}",
                        invalid,
                        "one two three (HTTP 400, request req-1)",
                        null,
                        null),
                new Shape(
                        "message null, detail there",
                        400,
                        "{\"message\":null,\"detail\":\"the reason\"}",
                        invalid,
                        "the reason (HTTP 400, request req-1)",
                        null,
                        null),
                new Shape(
                        "an object of no known shape",
                        400,
                        "{\"foo\":{\"bar\":1}}",
                        invalid,
                        "HTTP 400 Bad Request with application/json and nothing readable in the body (request req-1)",
                        null,
                        null),
                new Shape(
                        "a list",
                        400,
                        "[1,2]",
                        invalid,
                        "HTTP 400 Bad Request with application/json and nothing readable in the body (request req-1)",
                        null,
                        null),
                new Shape(
                        "cut JSON",
                        500,
                        "{\"message\":\"the mess",
                        InternalServerException.class,
                        "HTTP 500 Server Error with application/json and nothing readable in the body (request req-1)",
                        null,
                        null));
    }

    private static ResponseDefinition answer(Shape shape) {
        return Answers.json(shape.status(), shape.body())
                .withHeader("mistral-correlation-id", "req-1")
                .withHeader("Retry-After", "7")
                .withHeader("x-ratelimit-limit-req-minute", "60")
                .withHeader("x-ratelimit-remaining-req-minute", "0")
                .withHeader("x-ratelimit-tokens-query-cost", "33")
                .build();
    }

    private static void check(Shape shape, Throwable failure) {
        assertThat(failure).isExactlyInstanceOf(shape.type()).hasMessage(shape.message());
        assertThat(failure.getCause()).isInstanceOfSatisfying(MistralHttpException.class, http -> {
            assertThat(http.statusCode()).isEqualTo(shape.status());
            assertThat(http.code()).isEqualTo(shape.code());
            assertThat(http.type()).isEqualTo(shape.apiType());
            assertThat(http.requestId()).isEqualTo("req-1");
            assertThat(http.retryAfter()).isEqualTo(Duration.ofSeconds(7));
            assertThat(http.rateLimits().limit()).containsEntry("req-minute", 60L);
            assertThat(http.rateLimits().remaining()).containsEntry("req-minute", 0L);
            assertThat(http.rateLimits().queryCost()).containsEntry("tokens", 33L);
            assertThat(http.getMessage()).isEqualTo(shape.message());
        });
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void of_a_chat(Shape shape) {
        server.answers(answer(shape));
        MistralChatModel model =
                MistralChatModel.builder().client(client).modelName("m").build();

        check(shape, catchThrowable(() -> model.chat("hello")));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void of_a_stream(Shape shape) {
        server.answers(answer(shape));
        MistralStreamingChatModel model = MistralStreamingChatModel.builder()
                .client(client)
                .modelName("m")
                .build();

        check(shape, Streamed.of(model, "hello").error());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void of_the_catalog(Shape shape) {
        server.answers(answer(shape));
        MistralModelCatalog catalog =
                MistralModelCatalog.builder().client(client).build();

        check(shape, catchThrowable(catalog::listModels));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void of_an_embedding(Shape shape) {
        server.answers(answer(shape));
        MistralEmbeddingModel model = MistralEmbeddingModel.builder()
                .client(client)
                .modelName("mistral-embed")
                .build();

        Throwable failure = catchThrowable(() -> model.embed("hello"));

        assertThat(failure)
                .isExactlyInstanceOf(shape.type())
                .hasMessage("segment 0 of 1 failed, 0 have their vector: " + shape.message());
    }

    @Test
    void a_long_message_is_cut_to_one_readable_line() {
        server.answers(Answers.json(400, "{\"message\":\"" + "long ".repeat(10_000) + "\"}")
                .build());
        MistralChatModel model =
                MistralChatModel.builder().client(client).modelName("m").build();

        assertThat(catchThrowable(() -> model.chat("hello")))
                .hasMessageStartingWith("long long")
                .hasMessageNotContaining("\n")
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(600));
    }

    @Test
    void of_many_details_the_first_few_are_named() {
        String detail = "{\"loc\":[\"body\"],\"msg\":\"bad\"},".repeat(200);
        server.answers(Answers.json(422, "{\"detail\":[" + detail.substring(0, detail.length() - 1) + "]}")
                .build());
        MistralChatModel model =
                MistralChatModel.builder().client(client).modelName("m").build();

        assertThat(catchThrowable(() -> model.chat("hello"))).hasMessageContaining("and 195 more");
    }

    @Test
    void a_body_of_megabytes_is_not_read_to_its_end() {
        server.answers(Answers.json(500, "x".repeat(3_000_000)).build());
        MistralChatModel model =
                MistralChatModel.builder().client(client).modelName("m").build();

        assertThat(catchThrowable(() -> model.chat("hello")))
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("nothing readable");
    }

    @Test
    void deep_nesting_is_no_stack_overflow() {
        server.answers(Answers.json(400, "{\"message\":".repeat(900) + "1" + "}".repeat(900))
                .build());
        MistralChatModel model =
                MistralChatModel.builder().client(client).modelName("m").build();

        assertThat(catchThrowable(() -> model.chat("hello"))).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void the_request_id_of_the_gateway_will_do() {
        server.answers(ResponseDefinitionBuilder.like(Answers.error(500))
                .withHeader("x-kong-request-id", "kong-1")
                .build());
        MistralChatModel model =
                MistralChatModel.builder().client(client).modelName("m").build();

        assertThat(catchThrowable(() -> model.chat("hello"))).hasMessageContaining("request kong-1");
    }

    @Test
    void a_200_with_an_error_body_is_the_servers_failure() {
        server.answers(Answers.json(200, "{\"object\":\"error\",\"message\":\"busy\",\"type\":\"t\",\"code\":\"3505\"}")
                .withHeader("mistral-correlation-id", "req-2")
                .build());
        MistralChatModel model =
                MistralChatModel.builder().client(client).modelName("m").build();

        Throwable failure = catchThrowable(() -> model.chat("hello"));

        assertThat(failure)
                .isExactlyInstanceOf(InternalServerException.class)
                .hasMessage("the answer is not a chat completion: busy (HTTP 200, code 3505, request req-2)");
        assertThat(failure.getCause()).isInstanceOfSatisfying(MistralHttpException.class, http -> {
            assertThat(http.code()).isEqualTo("3505");
            assertThat(http.type()).isEqualTo("t");
        });
    }

    @Test
    void a_200_with_html_says_what_it_is_and_not_what_it_says() {
        server.answers(
                Answers.json(200, HTML).withHeader("Content-Type", "text/html").build());
        MistralChatModel model =
                MistralChatModel.builder().client(client).modelName("m").build();

        assertThat(catchThrowable(() -> model.chat("hello")))
                .isExactlyInstanceOf(InternalServerException.class)
                .hasMessageContaining("text/html")
                .hasMessageNotContaining("oops");
    }
}
