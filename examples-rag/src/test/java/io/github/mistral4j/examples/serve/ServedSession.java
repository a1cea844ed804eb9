package io.github.mistral4j.examples.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.examples.app.Rag;
import io.github.mistral4j.examples.app.Settings;
import io.github.mistral4j.examples.ingest.IngestListener;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sample documents behind a real server on a port of its own, and a client for it. */
final class ServedSession implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Rag rag;
    private final WebServer server;

    private ServedSession(Rag rag, WebServer server) {
        this.rag = rag;
        this.server = server;
    }

    static ServedSession open(Map<String, String> environment) {
        return open(environment, "127.0.0.1");
    }

    static ServedSession open(Map<String, String> environment, Path documents) {
        return open(Settings.from(environment).withDocuments(documents), new WebSettings("127.0.0.1", 0, List.of()));
    }

    static ServedSession open(Map<String, String> environment, String host, String... names) {
        return open(
                Settings.from(environment),
                new WebSettings(host, 0, List.of(names), List.of("How long is the warranty?")));
    }

    private static ServedSession open(Settings settings, WebSettings web) {
        Rag rag = Rag.open(settings, IngestListener.SILENT);
        return new ServedSession(rag, WebServer.start(rag, web));
    }

    String url() {
        return server.url();
    }

    Rag rag() {
        return rag;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder post(ObjectNode question) {
        return HttpRequest.newBuilder(URI.create(url() + "/api/ask"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question.toString()));
    }

    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return client.send(request, handler);
    }

    /** All events of an answer; signs of life are left out. */
    List<JsonNode> ask(ObjectNode question) throws IOException, InterruptedException {
        List<JsonNode> events = new ArrayList<>();
        String body = send(post(question).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        for (String line : body.split("\n")) {
            if (!line.isEmpty()) {
                events.add(Json.MAPPER.readTree(line));
            }
        }
        return events;
    }

    /** Sends a request line and a Host header as they are, which no proper client does. */
    String raw(String requestLine, String host) throws IOException {
        URI uri = URI.create(url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            String request = requestLine + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static JsonNode only(List<JsonNode> events, String type) {
        List<JsonNode> found = events.stream()
                .filter(event -> event.get("type").asText().equals(type))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " events of type " + type + " in " + events);
        }
        return found.get(0);
    }

    @Override
    public void close() {
        server.close();
        rag.close();
    }
}
