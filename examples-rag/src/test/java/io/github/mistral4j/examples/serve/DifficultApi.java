package io.github.mistral4j.examples.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mistral4j.examples.standin.StandInServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The stand-in, except for its streams. */
final class DifficultApi implements AutoCloseable {

    private static final String WORD =
            "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                    + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Wait\"},\"finish_reason\":null}]}\n\n";

    private final StandInServer standIn = StandInServer.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Manner manner;

    enum Manner {
        /** Says one word and then nothing until somebody hangs up. */
        STOPS_AFTER_A_WORD,
        /** The same without the word. */
        STAYS_SILENT,
        /** Refuses, and repeats the key, as some gateways do. */
        REPEATS_THE_KEY
    }

    DifficultApi(Manner manner) throws IOException {
        this.manner = manner;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Whether the client of a stream went away. */
    boolean waitUntilHungUp() throws InterruptedException {
        return hungUp.await(30, TimeUnit.SECONDS);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            if (new String(body, StandardCharsets.UTF_8).contains("\"stream\":true")) {
                stream(exchange);
            } else {
                forward(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stream(HttpExchange exchange) throws IOException, InterruptedException {
        if (manner == Manner.REPEATS_THE_KEY) {
            String key = exchange.getRequestHeaders().getFirst("Authorization");
            answer(exchange, 401, ("{\"message\":\"Refused: " + key + "\"}").getBytes(StandardCharsets.UTF_8));
        } else {
            hold(exchange);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }

    private void hold(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        try {
            if (manner == Manner.STOPS_AFTER_A_WORD) {
                write(WORD, out);
            }
            while (!closed.await(10, TimeUnit.MILLISECONDS)) {
                write(": still here\n\n", out);
            }
        } catch (IOException e) {
            hungUp.countDown();
        }
    }

    private void forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        URI target = URI.create(
                standIn.baseUrl() + exchange.getRequestURI().getPath().substring("/v1".length()));
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .header("Authorization", "Bearer stand-in")
                .header("Content-Type", "application/json");
        HttpResponse<byte[]> response = client.send(
                exchange.getRequestMethod().equals("GET")
                        ? request.build()
                        : request.POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        answer(exchange, response.statusCode(), response.body());
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        standIn.close();
    }
}
