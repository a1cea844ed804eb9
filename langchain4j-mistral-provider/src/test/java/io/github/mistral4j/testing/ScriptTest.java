package io.github.mistral4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ReceivedRequest;
import io.github.mistral4j.testserver.ToolCallStreaming;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {

    private final OkHttpClient http = new OkHttpClient();
    private final MistralTestServer server = Script.of("chat").serve(ToolCallStreaming.ONE_EVENT);

    @AfterEach
    void close() {
        server.close();
        http.connectionPool().evictAll();
    }

    @Test
    void the_first_rule_that_fits_answers() throws Exception {
        assertThat(content("What is the capital of Germany?", "")).isEqualTo("The capital of Germany is Berlin.");
        MistralRequests.verify(server);
    }

    @Test
    void a_question_without_a_rule_fails_the_verification() throws Exception {
        assertThat(post("unheard of", "")).startsWith("400 ");
        assertThatThrownBy(() -> MistralRequests.verify(server))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no answer");
    }

    @Test
    void an_answer_that_the_schema_of_the_request_forbids_fails_the_verification() throws Exception {
        String format =
                ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"Answer\",\"schema\":"
                        + "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"integer\"}},\"required\":[\"city\"]}}}";
        assertThat(post("What is the capital of Germany?", format)).startsWith("400 ");
        assertThatThrownBy(() -> MistralRequests.verify(server)).hasMessageContaining("does not allow");
    }

    @Test
    void what_a_strict_schema_requires_is_filled_in() throws Exception {
        String format =
                ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"Answer\",\"schema\":"
                        + "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},\"size\":{\"type\":[\"integer\",\"null\"]},"
                        + "\"kind\":{\"type\":[\"string\",\"null\"],\"enum\":[\"OLD\",\"NEW\"]}},"
                        + "\"required\":[\"city\",\"size\",\"kind\"],\"additionalProperties\":false}}}";
        assertThat(content("What is the capital of Germany?", format))
                .isEqualTo("{\"city\":\"Berlin\",\"size\":null,\"kind\":\"OLD\"}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a null                     | {'model':'m','messages':[{'role':'user','content':null}]}",
                "an empty list              | {'model':'m','messages':[{'role':'user','content':'hi'}],'tools':[]}",
                "white space                | {'model': 'm','messages':[{'role':'user','content':'hi'}]}",
                "a forced tool of no tools  | {'model':'m','messages':[{'role':'user','content':'hi'}],'tool_choice':'any'}",
                "a text as an image         | {'model':'m','messages':[{'role':'user','content':[{'type':'image_url',"
                        + "'image_url':'data:image/png;base64,JVBERi0x'}]}]}"
            })
    void what_this_library_does_not_send_is_found(String what, String body) {
        ReceivedRequest request = request(body.replace('\'', '"'), "application/json");
        assertThat(request.violations()).as("the API takes it").isEmpty();
        assertThatThrownBy(() -> MistralRequests.verify(request)).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_stream_is_asked_for_as_events() {
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stream\":true}";
        MistralRequests.verify(request(body, "text/event-stream"));
        assertThatThrownBy(() -> MistralRequests.verify(request(body, "application/json")))
                .hasMessageContaining("Accept");
    }

    private static ReceivedRequest request(String body, String accept) {
        Map<String, List<String>> headers = Map.of(
                "Authorization", List.of("Bearer k"),
                "Content-Type", List.of("application/json"),
                "Accept", List.of(accept),
                "User-Agent", List.of("me"));
        return ReceivedRequest.of("POST", "/v1/chat/completions", headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private String content(String question, String more) throws Exception {
        String answer = post(question, more);
        assertThat(answer).startsWith("200 ");
        JsonNode json = new ObjectMapper().readTree(answer.substring(4));
        return json.at("/choices/0/message/content").asText();
    }

    private String post(String question, String more) throws Exception {
        String body = "{\"model\":\"mistral-small-latest\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question
                + "\"}]" + more + "}";
        Request request = new Request.Builder()
                .url(server.baseUrl() + "/chat/completions")
                .header("Authorization", "Bearer " + server.apiKey())
                .header("Accept", "application/json")
                .post(RequestBody.create(body, MediaType.get("application/json")))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return response.code() + " " + response.body().string();
        }
    }
}
