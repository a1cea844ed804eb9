package io.github.mistral4j.errors;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.langchain4j.exception.InvalidRequestException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralHttpException;
import io.github.mistral4j.MistralModelCatalog;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirections: key, headers and prompt stay with the server they were meant for. */
class RedirectionsTest {

    private final WireServer server = WireServer.start();
    private final WireServer elsewhere = WireServer.start();
    private final MistralClient client = MistralClient.builder()
            .baseUrl(server.baseUrl())
            .apiKey("k-123456")
            .header("x-bf-vk", "gateway-key")
            .maxRetries(0)
            .build();
    private final MistralChatModel model =
            MistralChatModel.builder().client(client).modelName("m").build();

    @AfterEach
    void close() {
        client.close();
        elsewhere.close();
        server.close();
    }

    private static ResponseDefinition to(int status, String location) {
        return aResponse().withStatus(status).withHeader("Location", location).build();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void to_another_host_is_not_followed(int status) {
        server.answers(to(status, elsewhere.baseUrl() + "/chat/completions"));

        Throwable failure = catchThrowable(() -> model.chat("hello"));

        assertThat(failure)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("redirects elsewhere (HTTP " + status + ")")
                .hasMessageContaining("baseUrl may be wrong");
        assertThat(failure.getCause())
                .isInstanceOfSatisfying(
                        MistralHttpException.class,
                        http -> assertThat(http.statusCode()).isEqualTo(status));
        assertThat(elsewhere.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void of_a_get_to_another_host_is_not_followed(int status) {
        server.answers(to(status, elsewhere.baseUrl() + "/models"));

        assertThat(catchThrowable(() ->
                        MistralModelCatalog.builder().client(client).build().listModels()))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(elsewhere.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://%s/v1/chat/completions", "//%s.evil.example/x", "http://%s@127.0.0.1:9/x"})
    void to_an_address_that_looks_alike_is_not_followed(String location) {
        String own = server.baseUrl().replace("http://", "").replace("/v1", "");
        server.answers(to(307, location.formatted(own)));

        assertThat(catchThrowable(() -> model.chat("hello"))).isInstanceOf(InvalidRequestException.class);
        assertThat(server.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void to_this_host_is_followed_with_body_and_key(int status) {
        server.answers(to(status, "/other/chat"));

        assertThat(model.chat("hello")).isEqualTo("fine");

        LoggedRequest first = Objects.requireNonNull(server.next());
        LoggedRequest second = Objects.requireNonNull(server.next());
        assertThat(second.getUrl()).isEqualTo("/other/chat");
        assertThat(second.getMethod()).hasToString("POST");
        assertThat(second.getBody()).isEqualTo(first.getBody());
        assertThat(second.getHeader("Authorization")).isEqualTo("Bearer k-123456");
        assertThat(second.getHeader("x-bf-vk")).isEqualTo("gateway-key");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void of_a_post_that_would_become_a_get_is_not_followed(int status) {
        server.answers(to(status, "/other/chat"));

        assertThat(catchThrowable(() -> model.chat("hello"))).isInstanceOf(InvalidRequestException.class);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void in_a_circle_end() {
        server.otherwise(request -> to(307, "/round"));

        assertThat(catchThrowable(() -> model.chat("hello"))).isInstanceOf(InvalidRequestException.class);
        assertThat(server.requests()).isEqualTo(6);
    }

    @Test
    void without_an_address_are_an_error() {
        server.answers(aResponse().withStatus(307).build());

        assertThat(catchThrowable(() -> model.chat("hello"))).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void of_a_redirected_call_that_is_retried_begin_anew() {
        server.answers(to(307, "/other/chat"), Answers.error(503, "0"));
        try (MistralClient retrying =
                MistralClient.builder().baseUrl(server.baseUrl()).apiKey("k").build()) {
            MistralChatModel chat =
                    MistralChatModel.builder().client(retrying).modelName("m").build();
            assertThat(chat.chat("hello")).isEqualTo("fine");
        }
        server.next();
        server.next();
        assertThat(Objects.requireNonNull(server.next()).getUrl()).isEqualTo("/v1/chat/completions");
    }
}
