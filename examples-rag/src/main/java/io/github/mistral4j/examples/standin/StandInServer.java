package io.github.mistral4j.examples.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A stand-in for the Mistral API: the same paths, formats and refusals, on loopback. Its embeddings are real; its answers are
 * quoted from the prompt, because no language model is running.
 */
public final class StandInServer implements AutoCloseable {

    static {
        // Without it each event of a stream waits 40 ms for the acknowledgement of the one before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads;
    private final StandInModels models = new StandInModels();

    private StandInServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    public static StandInServer start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "standin");
                thread.setDaemon(true);
                return thread;
            });
            StandInServer standIn = new StandInServer(http, threads);
            http.setExecutor(threads);
            http.createContext("/", standIn::handle);
            http.start();
            return standIn;
        } catch (IOException e) {
            throw new IllegalStateException("The stand-in cannot listen on loopback: " + e.getMessage(), e);
        }
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange http) throws IOException {
        Exchange exchange = new Exchange(http);
        try (http) {
            try {
                route(http, exchange);
            } catch (Refusal refusal) {
                exchange.json(refusal.status(), refusal.body());
            }
        }
    }

    private void route(HttpExchange http, Exchange exchange) throws IOException {
        byte[] body = http.getRequestBody().readAllBytes();
        String path = http.getRequestURI().getPath();
        String route = http.getRequestMethod() + " " + path;
        if (!path.startsWith("/v1/")) {
            throw Refusal.noRoute();
        }
        String key = String.valueOf(http.getRequestHeaders().getFirst("authorization"));
        if (!key.startsWith("Bearer ") || key.substring(7).isBlank()) {
            throw Refusal.unauthorized();
        }
        switch (route) {
            case "POST /v1/chat/completions" ->
                new ChatEndpoint(models, Clock.systemUTC()).answer(json(body), exchange);
            case "POST /v1/embeddings" -> new EmbeddingsEndpoint(models).answer(json(body), exchange);
            case "GET /v1/models" -> exchange.json(200, models.list());
            default -> {
                if (!route.startsWith("GET /v1/models/")) {
                    throw Refusal.noRoute();
                }
                String id = path.substring("/v1/models/".length());
                exchange.json(200, models.card(id).orElseThrow(Refusal::notFound));
            }
        }
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw Refusal.invalid(List.of(new Refusal.Fault("json_invalid", List.of("body", 0), "JSON decode error")));
        }
        throw Refusal.invalid(List.of(
                new Refusal.Fault("model_attributes_type", List.of("body"), "Input should be a valid dictionary")));
    }
}
