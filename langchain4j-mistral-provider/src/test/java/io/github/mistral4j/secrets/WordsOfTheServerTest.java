package io.github.mistral4j.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.data.message.UserMessage;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatResponseMetadata;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import io.github.mistral4j.testing.faults.FaultServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** L1: what a server says in headers and messages is shown short and harmless, and ordinary words of it stay. */
class WordsOfTheServerTest {

    private static final String KEY = "Ab3dEf6hIj9lMn2pQr5t";

    private final WireServer server = WireServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    private MistralChatModel.Builder model() {
        return model(server.baseUrl());
    }

    private static MistralChatModel.Builder model(String baseUrl) {
        return MistralChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey(KEY)
                .maxRetries(0)
                .modelName("m");
    }

    private static String failure(MistralChatModel.Builder builder) {
        try (MistralChatModel model = builder.build()) {
            return catchThrowable(() -> model.chat("hi")).getMessage();
        }
    }

    private void refuses(String message) {
        server.answers(Answers.json(400, "{\"message\":\"" + message + "\"}").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mistral-correlation-id", "x-kong-request-id", "Content-Type"})
    void a_header_in_a_message_is_short_harmless_and_no_secret(String header) {
        List<String> values =
                List.of("x".repeat(150_000), "id \u001b[31mred\u0085\u202e", "for " + KEY, KEY.substring(3, 14));
        for (String value : values) {
            byte[] answer = ("HTTP/1.1 500 X\r\n" + header + ": " + value + "\r\nContent-Length: 1\r\n\r\n<")
                    .getBytes(StandardCharsets.UTF_8);
            try (FaultServer raw = FaultServer.start(connection -> {
                connection.readRequest();
                connection.send(answer);
                connection.awaitClosedByClient();
            })) {
                assertThat(failure(model(raw.baseUrl())))
                        .hasSizeLessThan(500)
                        .doesNotContainIgnoringCase(KEY.substring(3, 14))
                        .doesNotContainPattern("[\\p{Cc}\\u2028\\u202e]");
            }
        }
    }

    @Test
    void the_header_that_a_model_is_deprecated_gives_no_secret_to_the_log() {
        server.answers(Answers.json(200, "{\"choices\":[{\"message\":{\"content\":\"hi\"}}]}")
                .withHeader("x-model-deprecation-timestamp", "for " + KEY)
                .build());

        try (Capture capture = new Capture();
                MistralChatModel model = model().build()) {
            model.chat("hi");

            assertThat(capture.texts())
                    .anyMatch(text -> text.contains("is deprecated"))
                    .noneMatch(text -> text.contains(KEY));
        }
    }

    @Test
    void a_message_holds_nothing_that_steers_a_terminal_or_the_direction_of_writing() {
        refuses("a\\u001b[31m b\\u0085c\\u2028d\\u202ee\\u2066f");

        assertThat(failure(model())).startsWith("a [31m b c d e f");
    }

    @Test
    void an_ordinary_header_does_not_black_out_ordinary_words() {
        refuses("mistral-ai error: Invalid model");

        assertThat(failure(model().header("x-portkey-provider", "mistral-ai")))
                .startsWith("mistral-ai error: Invalid model");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_header_that_is_said_to_be_plain_is_not_blacked_out_and_any_other_is(boolean plain) {
        String tenant = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
        refuses("no tenant " + tenant);
        MistralChatModel.Builder builder = model().header("x-tenant", tenant);

        assertThat(failure(plain ? builder.plainHeaders("X-Tenant") : builder).contains(tenant))
                .isEqualTo(plain);
    }

    @Test
    void the_value_of_a_query_parameter_is_in_no_message() {
        refuses("bad code sv9XkQ27zz81");

        assertThat(failure(model().customQueryParams(Map.of("code", "sv9XkQ27zz81"))))
                .doesNotContain("sv9XkQ27zz81");
    }

    @Test
    void the_metadata_has_the_headers_but_no_cookies() {
        server.answers(Answers.json(200, Answers.CHAT.formatted("fine"))
                .withHeader("X-Gateway", "a")
                .withHeader("Set-Cookie", "session=secret")
                .build());
        try (MistralChatModel model = model().build()) {
            MistralChatResponseMetadata metadata = (MistralChatResponseMetadata)
                    model.chat(UserMessage.from("hi")).metadata();

            assertThat(metadata.headers())
                    .containsEntry("x-gateway", List.of("a"))
                    .doesNotContainKey("set-cookie");
        }
    }
}
