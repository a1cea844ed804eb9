package io.github.mistral4j.examples.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks for a model server on this machine, at the ports where Ollama and llama.cpp listen unless they are told otherwise. */
public final class LocalServers {

    private static final List<Integer> PORTS = List.of(11434, 8080);
    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final int LARGEST_LIST = 1 << 20;

    private LocalServers() {}

    /** How to use one, in one line. */
    public static Optional<String> hint() {
        return hint(PORTS);
    }

    static Optional<String> hint(List<Integer> ports) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
        return ports.stream()
                .map(port -> "http://127.0.0.1:" + port + "/v1")
                .flatMap(url -> models(client, url).stream().map(models -> hint(url, models)))
                .findFirst();
    }

    private static String hint(String url, List<String> models) {
        String chat = models.stream().filter(id -> !isEmbedder(id)).findFirst().orElse("ID");
        Optional<String> embedder =
                models.stream().filter(LocalServers::isEmbedder).findFirst();
        return "A model server answers at " + url + ". To ask it: --base-url " + url + " --chat-model " + chat
                + embedder.map(id -> " --embedding-model " + id).orElse(" --embedding-base-url built-in");
    }

    private static boolean isEmbedder(String id) {
        String name = id.toLowerCase(Locale.ROOT);
        return name.contains("embed") || name.contains("minilm") || name.contains("bge-");
    }

    private static Optional<List<String>> models(HttpClient client, String url) {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(url + "/models"))
                            .timeout(LIMIT)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200 || response.body().length() > LARGEST_LIST) {
                return Optional.empty();
            }
            List<String> ids = new ArrayList<>();
            JsonNode list = new ObjectMapper().readTree(response.body()).path("data");
            list.forEach(model -> ids.add(model.path("id").asText()));
            return list.isArray() ? Optional.of(ids) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
