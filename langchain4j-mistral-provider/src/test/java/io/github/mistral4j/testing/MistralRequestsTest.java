package io.github.mistral4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class MistralRequestsTest {

    private static final MediaType JSON = MediaType.get("application/json");

    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient http = new OkHttpClient();
    private final StrictDispatcher strict = new StrictDispatcher(new Dispatcher() {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().code(204).build();
        }
    });

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(strict);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        http.connectionPool().evictAll();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/schema/accepted.tsv",
            delimiter = '\t',
            quoteCharacter = '\0',
            maxCharsPerColumn = 20_000)
    void accepts(String what, String path, String body) throws Exception {
        assertThat(post(path, body, "application/json")).isEqualTo("204 ");
        MistralRequests.verify(server.takeRequest());
        strict.verifyNoViolations();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/schema/refused.tsv",
            delimiter = '\t',
            quoteCharacter = '\0',
            maxCharsPerColumn = 20_000)
    void refuses(String what, String path, String body, String answer) throws Exception {
        assertThat(post(path, body, "application/json")).contains(answer.split("\\.\\.\\."));
        RecordedRequest request = server.takeRequest();
        assertThatThrownBy(() -> MistralRequests.verify(request)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(strict::verifyNoViolations).isInstanceOf(AssertionError.class);
    }

    @Test
    void refuses_a_stream_that_is_asked_for_as_json() throws Exception {
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"stream\":true}";
        assertThat(post("/v1/chat/completions", body, "text/event-stream")).isEqualTo("204 ");
        assertThat(post("/v1/chat/completions", body, "application/json")).contains("Accept");
    }

    @Test
    void refuses_more_inputs_than_the_api_takes() throws Exception {
        String input = "\"a\",".repeat(256) + "\"a\"";
        assertThat(post(
                        "/v1/embeddings",
                        "{\"model\":\"mistral-embed\",\"input\":[" + input + "]}",
                        "application/json"))
                .startsWith("400 ")
                .contains("Too many inputs in request, split into more batches.", "\"code\":\"3210\"");
    }

    @Test
    void refuses_a_request_without_a_key() throws Exception {
        Request request = new Request.Builder().url(server.url("/v1/models")).build();
        try (Response response = http.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(401);
            assertThat(response.body().string()).isEqualTo("{\"detail\":\"Unauthorized\"}");
        }
    }

    private String post(String path, String body, String accept) throws IOException {
        Request request = new Request.Builder()
                .url(server.url(path))
                .header("Authorization", "Bearer key")
                .header("Accept", accept)
                .post(RequestBody.create(body, JSON))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return response.code() + " " + response.body().string();
        }
    }
}
