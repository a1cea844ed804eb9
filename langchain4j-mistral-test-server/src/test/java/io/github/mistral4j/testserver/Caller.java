package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Somebody who calls a server over the wire. */
final class Caller {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final MistralTestServer server;

    Caller(MistralTestServer server) {
        this.server = server;
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send("POST", path, "application/json", body, server.apiKey());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "application/json", "", server.apiKey());
    }

    HttpResponse<String> send(String method, String path, String contentType, String body, String key)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The body of an answer that must be a good one. */
    JsonNode json(String path, String body) throws Exception {
        HttpResponse<String> answer = body.isEmpty() ? get(path) : post(path, body);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** The data of the events of a stream, as text. */
    List<String> events(String path, String body) throws Exception {
        return events(post(path, body).body());
    }

    static List<String> events(String stream) {
        List<String> data = new ArrayList<>();
        stream.lines().filter(line -> line.startsWith("data: ")).forEach(line -> data.add(line.substring(6)));
        return data;
    }

    static JsonNode tree(String json) throws Exception {
        return JSON.readTree(json);
    }

    static String chat(String question, String more) {
        return "{\"model\":\"mistral-small-latest\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]"
                + more + "}";
    }

    /** A multipart body with the boundary {@code b}. */
    static String form(String... parts) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < parts.length; i += 2) {
            String file =
                    parts[i].equals("file") ? "; filename=\"a.bin\"\r\nContent-Type: application/octet-stream" : "";
            body.append("--b\r\nContent-Disposition: form-data; name=\"" + parts[i] + "\"" + file + "\r\n\r\n"
                    + parts[i + 1] + "\r\n");
        }
        return body + "--b--\r\n";
    }

    HttpResponse<String> postForm(String path, String... parts) throws Exception {
        return send("POST", path, "multipart/form-data; boundary=b", form(parts), server.apiKey());
    }
}
