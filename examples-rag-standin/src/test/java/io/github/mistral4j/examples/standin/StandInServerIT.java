package io.github.mistral4j.examples.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

    @Test
    void refuses_what_the_real_api_refuses() throws Exception {
        HttpResponse<String> answer = post("/chat/completions", chat(USER, ",\"stream_options\":{}"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("extra_forbidden", "[\"body\",\"stream_options\"]");
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
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("This is the");
    }

    @Test
    void embeddings_are_real_and_name_the_model_that_made_them() throws Exception {
        HttpResponse<String> response =
                post("/embeddings", "{\"model\":\"mistral-embed\",\"input\":[\"a cat\",\"a kitten\",\"tax law\"]}");
        JsonNode answer = JSON.readTree(response.body());

        assertThat(answer.get("model").asText()).isEqualTo("standin-embed-minilm-l6-v2-q-glossed-3");
        assertThat(answer.get("data")).hasSize(3);
        assertThat(answer.at("/data/0/embedding")).hasSize(384);
        assertThat(similarity(answer, 0, 1)).isGreaterThan(similarity(answer, 0, 2) + 0.2);
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
                .isEqualTo("standin-embed-minilm-l6-v2-q-glossed-3");
        assertThat(get("/models/gpt-4").statusCode()).isEqualTo(404);
    }

    private static String chat(String messages, String more) {
        return "{\"model\":\"mistral-small-2603\",\"messages\":" + messages + more + "}";
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
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .header("authorization", "Bearer key")
                .header("content-type", "application/json");
    }
}
