package io.github.mistral4j.examples.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** One request, and the two forms its answer can have. */
final class Exchange {

    private final HttpExchange http;

    Exchange(HttpExchange http) {
        this.http = http;
        http.getResponseHeaders()
                .set("mistral-correlation-id", UUID.randomUUID().toString());
    }

    void json(int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("content-type", "application/json");
        http.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = http.getResponseBody()) {
            out.write(bytes);
        }
    }

    EventStream events() throws IOException {
        http.getResponseHeaders().set("content-type", "text/event-stream; charset=utf-8");
        http.sendResponseHeaders(200, 0);
        return new EventStream(http.getResponseBody());
    }
}
