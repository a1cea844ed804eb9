package io.github.mistral4j.examples.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** As strict as the real API: what passes here must not fail there. */
class StandInServerIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String USER = "[{\"role\":\"user\",\"content\":\"Hello\"}]";

    private static StandInServer server;

    @BeforeAll
    static void start() {
        server = StandInServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> refusedChats() {
        return Stream.of(
                refused("an unknown field", 422, "extra_forbidden", chat(USER, ",\"stream_options\":{}")),
                refused("OpenAI's seed", 422, "body.seed", chat(USER, ",\"seed\":1")),
                refused("no messages", 422, "missing", "{\"model\":\"mistral-small-2603\"}"),
                refused(
                        "a name on a user message",
                        422,
                        "messages.0.user.name",
                        chat("[{\"role\":\"user\",\"content\":\"x\",\"name\":\"y\"}]", "")),
                refused(
                        "a role that does not exist",
                        422,
                        "union_tag_invalid",
                        chat("[{\"role\":\"developer\",\"content\":\"x\"}]", "")),
                refused("too high a temperature", 422, "less_than_equal", chat(USER, ",\"temperature\":1.6")),
                refused("greedy sampling with top_p", 400, "greedy", chat(USER, ",\"temperature\":0,\"top_p\":0.9")),
                refused("an unknown model", 400, "1500", "{\"model\":\"gpt-4\",\"messages\":" + USER + "}"),
                refused("an effort the model does not have", 400, "3051", chat(USER, ",\"reasoning_effort\":\"low\"")),
                refused("no message at all", 400, "3230", chat("[]", "")),
                refused(
                        "an assistant at the end",
                        400,
                        "3230",
                        chat("[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"content\":\"y\"}]", "")),
                refused(
                        "a system message after an answer",
                        400,
                        "3230",
                        chat(
                                "[{\"role\":\"assistant\",\"content\":\"y\"},{\"role\":\"system\",\"content\":\"x\"}]",
                                "")),
                refused("a tool call with a foreign id", 400, "3280", chat(toolCall("call_abcdef"), "")),
                refused(
                        "a tool call without its result",
                        400,
                        "3230",
                        chat(
                                "[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"abcdefghi\","
                                        + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},{\"role\":\"user\",\"content\":\"x\"}]",
                                "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedChats")
    void refuses_what_the_real_api_refuses(String what, int status, String part, String request) throws Exception {
        HttpResponse<String> answer = post("/chat/completions", request);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(flat(JSON.readTree(answer.body()))).contains(part);
    }

    @Test
    void takes_tool_results_with_proper_ids() throws Exception {
        assertThat(post("/chat/completions", chat(toolCall("abcDEF123"), "")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_request_without_a_key_is_unauthorized() throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(server.baseUrl() + "/models")).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(answer.body()).get("detail").asText()).isEqualTo("Unauthorized");
    }

    @Test
    void an_unknown_path_is_the_gateways_404() throws Exception {
        HttpResponse<String> answer = post("/responses", "{}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(answer.body()).get("message").asText()).startsWith("no Route matched");
    }

    @Test
    void a_stream_ends_with_usage_and_done() throws Exception {
        HttpResponse<String> answer = post("/chat/completions", chat(USER, ",\"stream\":true"));

        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        List<String> events =
                answer.body().lines().filter(line -> !line.isEmpty()).toList();
        assertThat(events).allMatch(line -> line.startsWith("data: ")).last().isEqualTo("data: [DONE]");
        JsonNode last = JSON.readTree(events.get(events.size() - 2).substring(6));
        assertThat(last.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(last.at("/usage/completion_tokens").asInt()).isPositive();
        assertThat(last.get("model").asText()).isEqualTo("standin-extractive");
    }

    @Test
    void max_tokens_cuts_and_says_so() throws Exception {
        JsonNode answer = JSON.readTree(
                post("/chat/completions", chat(USER, ",\"max_tokens\":3")).body());

        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(answer.at("/choices/0/message/content").asText()).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void embeddings_are_real_and_name_the_model_that_made_them() throws Exception {
        HttpResponse<String> response =
                post("/embeddings", "{\"model\":\"mistral-embed\",\"input\":[\"a cat\",\"a kitten\",\"tax law\"]}");
        JsonNode answer = JSON.readTree(response.body());

        assertThat(answer.get("model").asText()).isEqualTo("standin-embed-minilm-l6-v2-q");
        assertThat(answer.get("data")).hasSize(3);
        assertThat(answer.at("/data/0/embedding")).hasSize(384);
        assertThat(similarity(answer, 0, 1)).isGreaterThan(similarity(answer, 0, 2) + 0.2);
    }

    @Test
    void embeddings_have_the_limits_of_the_real_ones() throws Exception {
        String many = JSON.writeValueAsString(Collections.nCopies(257, "x"));
        String large = JSON.writeValueAsString(Collections.nCopies(20, "word ".repeat(1000)));

        assertThat(post("/embeddings", "{\"model\":\"mistral-embed\",\"input\":" + many + "}")
                        .body())
                .contains("3210");
        assertThat(post("/embeddings", "{\"model\":\"mistral-embed\",\"input\":" + large + "}")
                        .body())
                .contains("3210");
        assertThat(post("/embeddings", "{\"model\":\"mistral-embed\",\"input\":\"x\",\"dimensions\":2}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("/embeddings", "{\"model\":\"mistral-small-2603\",\"input\":\"x\"}")
                        .body())
                .contains("1500");
    }

    @Test
    void the_cards_say_that_no_language_model_is_behind_them() throws Exception {
        JsonNode cards = JSON.readTree(get("/models").body()).get("data");

        assertThat(cards)
                .isNotEmpty()
                .allSatisfy(card -> assertThat(card.get("description").asText()).startsWith("Stand-in"));
        assertThat(JSON.readTree(get("/models/mistral-embed").body())
                        .get("name")
                        .asText())
                .isEqualTo("standin-embed-minilm-l6-v2-q");
        assertThat(get("/models/gpt-4").statusCode()).isEqualTo(404);
    }

    private static Arguments refused(String what, int status, String part, String request) {
        return Arguments.of(what, status, part, request);
    }

    private static String chat(String messages, String more) {
        return "{\"model\":\"mistral-small-2603\",\"messages\":" + messages + more + "}";
    }

    private static String toolCall(String id) {
        return "[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"" + id
                + "\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"" + id
                + "\",\"content\":\"y\"}]";
    }

    /** All texts of an error, the steps of a path joined by dots. */
    private static String flat(JsonNode error) {
        StringBuilder text = new StringBuilder(error.toString());
        error.findValues("loc").forEach(path -> {
            text.append(' ');
            path.forEach(step -> text.append(step.asText()).append('.'));
            text.setLength(text.length() - 1);
        });
        return text.toString();
    }

    private static double similarity(JsonNode answer, int a, int b) {
        JsonNode one = answer.at("/data/" + a + "/embedding");
        JsonNode two = answer.at("/data/" + b + "/embedding");
        double sum = 0;
        for (int i = 0; i < one.size(); i++) {
            sum += one.get(i).asDouble() * two.get(i).asDouble();
        }
        return sum;
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return CLIENT.send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path)).header("authorization", "Bearer key");
    }
}
