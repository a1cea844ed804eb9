package io.github.mistral4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptedMistralTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WEATHER =
            "\"tools\":[" + tool("getWeather", "city") + "," + tool("getTime", "country") + "]";

    private final OkHttpClient http = new OkHttpClient();
    private ScriptedMistral mistral = ScriptedMistral.start(Script.of("chat"), ToolCallStreaming.ONE_EVENT);

    @AfterEach
    void close() {
        mistral.close();
        http.connectionPool().evictAll();
    }

    @Test
    void answers_a_question_of_the_script() throws Exception {
        JsonNode answer = chat("What is the capital of Germany?", "");
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("The capital of Germany is Berlin.");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(7);
        mistral.verify();
    }

    @Test
    void stops_at_the_limit_and_at_stop_texts() throws Exception {
        JsonNode limited = chat("What is the capital of Germany?", ",\"max_tokens\":2");
        assertThat(limited.at("/choices/0/message/content").asText()).isEqualTo("The capital");
        assertThat(limited.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        JsonNode stopped = chat("Say 'Hello World'", ",\"stop\":[\"World\",\" World\"]");
        assertThat(stopped.at("/choices/0/message/content").asText()).isEqualTo("Hello");
        assertThat(stopped.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void thinks_when_it_is_told_to() throws Exception {
        JsonNode content = chat("What is the capital of Germany?", ",\"reasoning_effort\":\"high\"")
                .at("/choices/0/message/content");
        assertThat(content.at("/0/thinking/0/text").asText()).isEqualTo("Let me think about it.");
        assertThat(content.at("/1/text").asText()).contains("Berlin");
    }

    @ParameterizedTest
    @EnumSource(ToolCallStreaming.class)
    void streams_tool_calls(ToolCallStreaming streaming) throws Exception {
        mistral.close();
        mistral = ScriptedMistral.start(Script.of("chat"), streaming);
        List<JsonNode> chunks = stream("What is the weather in Munich and time in France?", "," + WEATHER);
        List<String> arguments = new ArrayList<>(List.of("", ""));
        List<Integer> events = new ArrayList<>();
        for (JsonNode chunk : chunks) {
            JsonNode calls = chunk.at("/choices/0/delta/tool_calls");
            calls.forEach(call -> arguments.set(
                    call.path("index").asInt(),
                    arguments.get(call.path("index").asInt())
                            + call.at("/function/arguments").asText()));
            events.add(calls.size());
        }
        assertThat(arguments).containsExactly("{\"city\":\"Munich\"}", "{\"country\":\"France\"}");
        assertThat(chunks.get(chunks.size() - 1).at("/choices/0/finish_reason").asText())
                .isEqualTo("tool_calls");
        switch (streaming) {
            case ONE_EVENT -> assertThat(events).containsExactly(0, 2);
            case ONE_EVENT_EACH -> assertThat(events).containsExactly(0, 1, 1, 0);
            case FRAGMENTS -> assertThat(events).hasSizeGreaterThan(10);
        }
    }

    @Test
    void streams_text_with_the_last_piece_beside_the_finish_reason() throws Exception {
        List<JsonNode> chunks = stream("What is the capital of Germany?", "");
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.at("/choices/0/delta/content").asText()));
        assertThat(text).hasToString("The capital of Germany is Berlin.");
        JsonNode last = chunks.get(chunks.size() - 1);
        assertThat(last.at("/choices/0/delta/content").asText()).isEqualTo(".");
        assertThat(last.at("/usage/total_tokens").asInt()).isPositive();
    }

    @Test
    void keeps_the_connection_after_a_stream() throws Exception {
        stream("What is the capital of Germany?", "");
        stream("What is the capital of Germany?", "");
        chat("What is the capital of Germany?", "");
        assertThat(http.connectionPool().connectionCount()).isEqualTo(1);
        assertThat(http.connectionPool().idleConnectionCount()).isEqualTo(1);
    }

    @Test
    void refuses_unknown_models_and_keys() throws Exception {
        assertThat(post("chat/completions", body("nothing", "hello", ""), ScriptedMistral.KEY))
                .isEqualTo(
                        "400 {\"object\":\"error\",\"message\":\"Invalid model: nothing\",\"type\":\"invalid_model\","
                                + "\"param\":null,\"code\":\"1500\",\"raw_status_code\":400}");
        assertThat(post("chat/completions", body("mistral-embed", "hello", ""), ScriptedMistral.KEY))
                .startsWith("400 ");
        assertThat(post("chat/completions", body("mistral-small-latest", "hello", ""), "wrong"))
                .isEqualTo("401 {\"detail\":\"Invalid API Key\"}");
        mistral.verify();
    }

    @Test
    void fails_where_the_script_has_no_answer() throws Exception {
        assertThat(post("chat/completions", body("mistral-small-latest", "unheard of", ""), ScriptedMistral.KEY))
                .startsWith("400 ");
        assertThatThrownBy(mistral::verify).isInstanceOf(AssertionError.class).hasMessageContaining("no answer");
    }

    @Test
    void fails_where_the_schema_of_the_request_forbids_the_scripted_answer() throws Exception {
        String format =
                ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"Answer\",\"schema\":"
                        + "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"integer\"}},\"required\":[\"city\"]}}}";
        String body = body("mistral-small-latest", "What is the capital of Germany?", format);
        assertThat(post("chat/completions", body, ScriptedMistral.KEY)).startsWith("400 ");
        assertThatThrownBy(mistral::verify).hasMessageContaining("does not allow");
    }

    @Test
    void fills_what_a_strict_schema_requires() throws Exception {
        String format =
                ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"Answer\",\"schema\":"
                        + "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},\"size\":{\"type\":[\"integer\",\"null\"]},"
                        + "\"kind\":{\"type\":[\"string\",\"null\"],\"enum\":[\"OLD\",\"NEW\"]}},"
                        + "\"required\":[\"city\",\"size\",\"kind\"],\"additionalProperties\":false}}}";
        assertThat(chat("What is the capital of Germany?", format)
                        .at("/choices/0/message/content")
                        .asText())
                .isEqualTo("{\"city\":\"Berlin\",\"size\":null,\"kind\":\"OLD\"}");
    }

    @Test
    void reads_documents_and_hears_audio() throws Exception {
        assertThat(post(
                        "chat/completions",
                        parts("document_url", "data:application/pdf;base64,JVBERi0x", "Which document is it?"),
                        ScriptedMistral.KEY))
                .contains("I have read the document.");
        assertThat(post("chat/completions", parts("input_audio", "SUQzBAAA", "What do you hear?"), ScriptedMistral.KEY))
                .contains("I hear a voice.");
        mistral.verify();
    }

    private static String parts(String type, String data, String text) {
        return "{\"model\":\"voxtral-small-latest\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\""
                + text + "\"},{\"type\":\"" + type + "\",\"" + type + "\":\"" + data + "\"}]}]}";
    }

    @Test
    void embeds_similar_texts_near_each_other() throws Exception {
        JsonNode vectors = JSON.readTree(post(
                        "embeddings",
                        "{\"model\":\"codestral-embed\",\"input\":[\"the blue sky\",\"the blue sky today\",\"a cat\"],"
                                + "\"output_dimension\":256}",
                        ScriptedMistral.KEY)
                .substring(4));
        assertThat(vectors.at("/data/0/embedding")).hasSize(256);
        assertThat(cosine(vectors, 0, 0)).isCloseTo(1, within(1e-5));
        assertThat(cosine(vectors, 0, 1)).isGreaterThan(cosine(vectors, 0, 2) + 0.3);
    }

    private static double cosine(JsonNode response, int a, int b) {
        JsonNode first = response.at("/data/" + a + "/embedding");
        JsonNode second = response.at("/data/" + b + "/embedding");
        double sum = 0;
        for (int i = 0; i < first.size(); i++) {
            sum += first.get(i).asDouble() * second.get(i).asDouble();
        }
        return sum;
    }

    private static String tool(String name, String parameter) {
        return "{\"type\":\"function\",\"function\":{\"name\":\"" + name
                + "\",\"parameters\":{\"type\":\"object\",\"properties\":{\"" + parameter
                + "\":{\"type\":\"string\"}}}}}";
    }

    private static String body(String model, String question, String more) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]" + more
                + "}";
    }

    private JsonNode chat(String question, String more) throws IOException {
        String answer = post("chat/completions", body("mistral-small-latest", question, more), ScriptedMistral.KEY);
        assertThat(answer).startsWith("200 ");
        return JSON.readTree(answer.substring(4));
    }

    private List<JsonNode> stream(String question, String more) throws IOException {
        String body = body("mistral-small-latest", question, more + ",\"stream\":true");
        List<JsonNode> chunks = new ArrayList<>();
        String[] frames =
                post("chat/completions", body, ScriptedMistral.KEY).substring(4).split("\n\n");
        for (String frame : frames) {
            if (!frame.equals("data: [DONE]")) {
                chunks.add(JSON.readTree(frame.substring("data: ".length())));
            }
        }
        return chunks;
    }

    private String post(String path, String body, String key) throws IOException {
        Request request = new Request.Builder()
                .url(mistral.baseUrl() + "/" + path)
                .header("Authorization", "Bearer " + key)
                .header("Accept", body.contains("\"stream\":true") ? "text/event-stream" : "application/json")
                .post(RequestBody.create(body, MediaType.get("application/json")))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return response.code() + " " + response.body().string();
        }
    }
}
