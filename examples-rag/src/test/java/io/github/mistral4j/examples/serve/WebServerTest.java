package io.github.mistral4j.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.examples.answer.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
final class WebServerTest {

    private static final String WARRANTY = "How long is the warranty on a Halla Leaf that I buy today?";

    @TempDir
    static Path cache;

    static ServedSession served;

    @BeforeAll
    static void serve() {
        served = ServedSession.open(Map.of("RAG_CACHE", cache.toString()));
    }

    @AfterAll
    static void close() {
        served.close();
    }

    @Test
    void an_answer_streams_and_ends_with_everything_needed_to_check_it() throws Exception {
        List<JsonNode> events = served.ask(question(WARRANTY));

        assertThat(events.get(0).get("type").asText()).isEqualTo("started");
        assertThat(ServedSession.only(events, "decided").at("/decision/task").asText())
                .isEqualTo("lookup");
        List<String> pieces = events.stream()
                .filter(event -> event.get("type").asText().equals("text"))
                .map(event -> event.get("text").asText())
                .toList();
        assertThat(pieces).hasSizeGreaterThan(5);
        JsonNode answer = ServedSession.only(events, "done").get("answer");
        assertThat(events.get(events.size() - 1).get("type").asText()).isEqualTo("done");
        assertThat(String.join("", pieces).strip()).isEqualTo(answer.get("text").asText());
        assertThat(answer.at("/citations/valid")).isNotEmpty();
        assertThat(answer.get("inputTokens").asInt()).isPositive();
        assertThat(answer.at("/timings/total").asInt())
                .isGreaterThanOrEqualTo(answer.at("/timings/firstToken").asInt());
        assertThat(answer.at("/cost/baseline").asDouble())
                .isGreaterThan(answer.at("/cost/answer").asDouble());
    }

    @Test
    void a_passage_stands_at_its_lines_of_its_document() throws Exception {
        JsonNode passage =
                ServedSession.only(served.ask(question(WARRANTY)), "retrieved").at("/sources/0/passage");

        JsonNode document =
                Json.MAPPER.readTree(document(passage.get("file").asText()).body());

        String shown = StreamSupport.stream(document.get("lines").spliterator(), false)
                .filter(line ->
                        line.get("number").asInt() >= passage.get("firstLine").asInt())
                .filter(line ->
                        line.get("number").asInt() <= passage.get("lastLine").asInt())
                .map(line -> line.get("text").asText())
                .collect(Collectors.joining(" "));
        assertThat(words(shown)).contains(words(passage.get("text").asText()));
        assertThat(document.get("changed").asBoolean()).isFalse();
    }

    @Test
    void a_follow_up_is_understood_from_the_conversation() throws Exception {
        ObjectNode question = question("And on the Valve?");
        question.putArray("history").addObject().put("question", WARRANTY).put("answer", "24 months. [1]");

        List<JsonNode> events = served.ask(question);

        assertThat(ServedSession.only(events, "rewritten").get("question").asText())
                .contains(WARRANTY);
    }

    @Test
    void the_model_that_was_chosen_answers() throws Exception {
        List<JsonNode> events = served.ask(question(WARRANTY).put("model", "mistral-large-2512"));

        assertThat(ServedSession.only(events, "decided").at("/decision/model").asText())
                .isEqualTo("mistral-large-2512");
    }

    @Test
    void what_the_documents_do_not_hold_is_said_to_be_missing() throws Exception {
        List<JsonNode> events = served.ask(question("Which football club won the Finnish cup in 1987?"));

        JsonNode answer = ServedSession.only(events, "done").get("answer");
        assertThat(answer.get("text").asText()).isEqualTo(Answer.NOT_FOUND);
        assertThat(answer.get("found").asBoolean()).isFalse();
    }

    @Test
    void the_page_learns_what_it_shows_before_the_first_question() throws Exception {
        JsonNode session = Json.MAPPER.readTree(served.get("/api/session").body());

        assertThat(session.get("kind").asText()).isEqualTo("STAND_IN");
        assertThat(session.get("documents")).hasSize(12);
        assertThat(session.get("models").findValuesAsText("name")).contains("mistral-small-2603", "codestral-2508");
        assertThat(session.get("suggestions").get(0).asText()).isEqualTo("How long is the warranty?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app.js", "/style.css", "/api/session", "/api/document?name=faq.md", "/nothing"})
    void every_response_forbids_what_the_page_does_not_need(String path) throws Exception {
        HttpResponse<String> response = served.get(path);

        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(response.headers().firstValue("Server")).isEmpty();
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void the_page_has_no_script_or_style_of_its_own_and_nothing_from_elsewhere() throws Exception {
        String page = served.get("/").body();

        assertThat(page)
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain(" style=")
                .doesNotContain("<style");
        assertThat(page).doesNotContainPattern("<script(?![^>]* src=)").doesNotContainPattern(" on[a-z]+=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../thresholds.yaml",
                "../../etc/passwd",
                "/etc/passwd",
                "..\\outside.txt",
                "../outside.txt",
                "./faq.md",
                "sub/../faq.md",
                "faq.md\u0000.txt",
                ""
            })
    void documents_come_from_the_index_only(String name) throws Exception {
        Files.writeString(cache.resolve("outside.txt"), "secret");

        HttpResponse<String> response = document(name);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Json.MAPPER.readTree(response.body()).get("message").asText())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../logback.xml",
                "/%2e%2e/logback.xml",
                "/..%2flogback.xml",
                "/web/../logback.xml",
                "/.//../logback.xml",
                "/%5c..%5clogback.xml",
                "/logback.xml",
                "/routing.yaml"
            })
    void only_the_page_comes_from_the_program(String path) throws Exception {
        String response = served.raw("GET " + path, "127.0.0.1");

        assertThat(response)
                .startsWith("HTTP/1.1 4")
                .doesNotContain("<configuration>")
                .doesNotContain("prices_of");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.", "10.0.0.1", "[::2]:80"
            })
    void another_host_is_refused(String host) throws Exception {
        String response = served.raw("GET /api/session", host);

        assertThat(response)
                .startsWith("HTTP/1.1 403")
                .contains("localhost only")
                .doesNotContain("STAND_IN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9999", "127.0.0.1", "[::1]:80"})
    void names_of_this_machine_are_served(String host) throws Exception {
        assertThat(served.raw("GET /api/session", host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1.evil.example"})
    void a_question_from_another_web_page_is_refused(String origin) throws Exception {
        HttpRequest request =
                served.post(question(WARRANTY)).header("Origin", origin).build();

        assertThat(served.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_form_of_another_web_page_cannot_ask() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(served.url() + "/api/ask"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(question(WARRANTY).toString()))
                .build();

        assertThat(served.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
    }

    @Test
    void what_cannot_be_asked_is_refused_with_one_line_and_a_next_step() throws Exception {
        for (ObjectNode wrong : List.of(
                Json.object(),
                question("  "),
                question("x".repeat(4001)),
                question(WARRANTY).put("model", "no-such-model"),
                question(WARRANTY).put("unknown", true))) {
            HttpResponse<String> response =
                    served.send(served.post(wrong).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(400);
            JsonNode problem = Json.MAPPER.readTree(response.body());
            assertThat(problem.get("message").asText()).isNotBlank().doesNotContain("\n");
            assertThat(problem.get("nextStep").asText()).isNotBlank();
        }
    }

    private static HttpResponse<String> document(String name) throws IOException, InterruptedException {
        return served.get("/api/document?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    }

    private static ObjectNode question(String text) {
        return Json.object().put("question", text);
    }

    private static String words(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
