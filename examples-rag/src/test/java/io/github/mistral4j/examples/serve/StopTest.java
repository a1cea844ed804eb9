package io.github.mistral4j.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.examples.serve.DifficultApi.Manner;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class StopTest {

    private static final ObjectNode QUESTION =
            Json.object().put("question", "How long is the warranty on a Halla Leaf?");

    @TempDir
    static Path cache;

    @Test
    void stopping_an_answer_ends_the_call_to_the_model() throws Exception {
        try (DifficultApi api = new DifficultApi(Manner.STOPS_AFTER_A_WORD);
                ServedSession served = serve(api);
                Stream<String> lines = served.send(served.post(QUESTION).build(), HttpResponse.BodyHandlers.ofLines())
                        .body()) {
            Iterator<String> events = lines.iterator();
            String id = Json.MAPPER.readTree(events.next()).get("id").asText();
            until("text", events);

            HttpRequest stop = HttpRequest.newBuilder(URI.create(served.url() + "/api/answers/" + id))
                    .DELETE()
                    .build();
            int status =
                    served.send(stop, HttpResponse.BodyHandlers.discarding()).statusCode();

            assertThat(status).isEqualTo(204);
            assertThat(until("stopped", events)).isNotNull();
            assertThat(events.hasNext()).isFalse();
            assertThat(api.waitUntilHungUp()).isTrue();
        }
    }

    @Test
    void closing_the_page_ends_the_call_to_the_model() throws Exception {
        closeWhileWaiting(Manner.STOPS_AFTER_A_WORD, "text");
    }

    @Test
    void closing_the_page_before_the_first_word_ends_the_call_to_the_model() throws Exception {
        closeWhileWaiting(Manner.STAYS_SILENT, "retrieved");
    }

    @Test
    void stopping_what_has_ended_is_no_error() throws Exception {
        try (DifficultApi api = new DifficultApi(Manner.STOPS_AFTER_A_WORD);
                ServedSession served = serve(api)) {
            HttpRequest stop = HttpRequest.newBuilder(URI.create(served.url() + "/api/answers/unknown"))
                    .DELETE()
                    .build();

            assertThat(served.send(stop, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void closing_the_server_ends_the_call_to_the_model() throws Exception {
        try (DifficultApi api = new DifficultApi(Manner.STOPS_AFTER_A_WORD)) {
            Iterator<String> events;
            try (ServedSession served = serve(api)) {
                events = served.send(served.post(QUESTION).build(), HttpResponse.BodyHandlers.ofLines())
                        .body()
                        .iterator();
                until("text", events);
            }

            assertThat(until("stopped", events)).isNotNull();
            assertThat(api.waitUntilHungUp()).isTrue();
        }
    }

    private void closeWhileWaiting(Manner manner, String after) throws Exception {
        try (DifficultApi api = new DifficultApi(manner);
                ServedSession served = serve(api)) {
            HttpResponse<InputStream> response =
                    served.send(served.post(QUESTION).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                readUntil("\"type\":\"" + after + "\"", body);
            }

            assertThat(api.waitUntilHungUp()).isTrue();
        }
    }

    private ServedSession serve(DifficultApi api) {
        return ServedSession.open(
                Map.of("RAG_CACHE", cache.toString(), "MISTRAL_BASE_URL", api.baseUrl(), "MISTRAL_API_KEY", "key"));
    }

    private static JsonNode until(String type, Iterator<String> events) throws IOException {
        while (events.hasNext()) {
            String line = events.next();
            if (!line.isEmpty()
                    && Json.MAPPER.readTree(line).get("type").asText().equals(type)) {
                return Json.MAPPER.readTree(line);
            }
        }
        throw new AssertionError("The answer ended without " + type);
    }

    private static void readUntil(String text, InputStream in) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int next = in.read();
            assertThat(next).as("after " + read).isNotNegative();
            read.append((char) next);
        }
    }
}
