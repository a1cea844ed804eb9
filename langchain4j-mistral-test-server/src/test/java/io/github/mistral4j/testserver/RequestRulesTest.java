package io.github.mistral4j.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RequestRulesTest {

    private final MistralTestServer server = MistralTestServer.start();
    private final Caller caller = new Caller(server);

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/requests/accepted.tsv",
            delimiter = '\t',
            quoteCharacter = '\0',
            maxCharsPerColumn = 20_000)
    void takes_what_the_api_takes(String what, String path, String body) throws Exception {
        HttpResponse<String> answer = caller.post(path.substring(3), body);
        assertThat(server.violations()).isEmpty();
        // The models of some are made up; that is found after the rules.
        assertThat(answer.statusCode() + answer.body()).containsPattern("^200|Invalid model: m");
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/requests/refused.tsv",
            delimiter = '\t',
            quoteCharacter = '\0',
            maxCharsPerColumn = 20_000)
    void refuses_what_the_api_refuses(String what, String path, String body, String answer) throws Exception {
        HttpResponse<String> refused = caller.post(path.substring(3), body);
        assertThat(refused.statusCode() + " " + refused.body()).contains(answer.split("\\.\\.\\."));
        if (!answer.contains("1500")) {
            assertThat(server.violations()).isNotEmpty();
            assertThatThrownBy(server::verify)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the API would refuse");
        }
    }

    @Test
    void tells_the_field_that_is_wrong_and_not_what_is_in_it() throws Exception {
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\",\"name\":\"my secret\"}]}";
        assertThat(caller.post("/chat/completions", body).body())
                .isEqualTo("{\"object\":\"error\",\"message\":{\"detail\":[{\"type\":\"extra_forbidden\","
                        + "\"loc\":[\"body\",\"messages\",0,\"user\",\"name\"],\"msg\":\"Extra inputs are not permitted\","
                        + "\"input\":\"my secret\"}]},\"type\":\"invalid_request_error\",\"param\":null,\"code\":null,"
                        + "\"raw_status_code\":422}");
        assertThat(server.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo("messages[0].user.name");
            assertThat(violation)
                    .hasToString("422 extra_forbidden at messages[0].user.name: Extra inputs are not permitted");
        });
    }

    @Test
    void refuses_more_inputs_and_tokens_than_the_api_takes() throws Exception {
        String many = "\"a\",".repeat(256) + "\"a\"";
        assertThat(caller.post("/embeddings", "{\"model\":\"mistral-embed\",\"input\":[" + many + "]}")
                        .body())
                .contains("Too many inputs in request, split into more batches.", "\"code\":\"3210\"");
        String longText = "a ".repeat(16_385);
        assertThat(caller.post("/embeddings", "{\"model\":\"mistral-embed\",\"input\":\"" + longText + "\"}")
                        .body())
                .contains("Too many tokens overall", "\"code\":\"3210\"");
    }

    @Test
    void refuses_requests_without_the_key() throws Exception {
        HttpResponse<String> wrong = caller.send("GET", "/models", "application/json", "", "wrong");
        assertThat(wrong.statusCode() + wrong.body()).isEqualTo("401{\"detail\":\"Invalid API Key\"}");
        server.verify();
        assertThat(ReceivedRequest.of("GET", "/v1/models", Map.of(), new byte[0])
                        .violations())
                .extracting(Violation::status)
                .containsExactly(401);
    }

    @Test
    void refuses_unknown_models_and_models_for_something_else() throws Exception {
        assertThat(caller.post("/chat/completions", Caller.chat("hi", "").replace("mistral-small-latest", "nothing"))
                        .body())
                .isEqualTo("{\"object\":\"error\",\"message\":\"Invalid model: nothing\",\"type\":\"invalid_model\","
                        + "\"param\":null,\"code\":\"1500\",\"raw_status_code\":400}");
        assertThat(caller.post(
                                "/chat/completions",
                                Caller.chat("hi", "").replace("mistral-small-latest", "mistral-embed"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refuses_forms_that_the_api_refuses() throws Exception {
        List<String[]> refused = List.of(
                new String[] {"file", "abc"},
                new String[] {"model", "voxtral-mini-2602"},
                new String[] {"model", "voxtral-mini-2602", "file", "a", "file_url", "https://x.example/a.mp3"},
                new String[] {"model", "voxtral-mini-2602", "file", "a", "language", "english"},
                new String[] {"model", "voxtral-mini-2602", "file", "a", "context_bias", "two words"},
                new String[] {"model", "voxtral-mini-2602", "file", "a", "timestamp_granularities", "letter"},
                new String[] {"model", "voxtral-mini-2602", "file", "a", "diarize", "yes"});
        for (String[] parts : refused) {
            assertThat(caller.postForm("/audio/transcriptions", parts).statusCode())
                    .as(String.join(" ", parts))
                    .isEqualTo(422);
        }
        assertThat(caller.postForm(
                                "/audio/transcriptions",
                                "model",
                                "voxtral-small-transcribe-3-0",
                                "file",
                                "a",
                                "context_bias",
                                "two words")
                        .statusCode())
                .isEqualTo(200);
        assertThat(caller.postForm("/files", "purpose", "ocr").statusCode()).isEqualTo(422);
        assertThat(caller.post("/files", "{}").statusCode()).isEqualTo(422);
    }

    @Test
    void refuses_json_that_is_not_called_json() throws Exception {
        HttpResponse<String> answer = caller.send(
                "POST", "/embeddings", "text/plain", "{\"model\":\"mistral-embed\",\"input\":\"a\"}", server.apiKey());
        assertThat(answer.statusCode()).isEqualTo(422);
    }
}
