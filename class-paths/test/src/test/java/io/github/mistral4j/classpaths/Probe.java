package io.github.mistral4j.classpaths;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralStreamingChatModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** An application of three calls, run on another class path; the server is the JDK's, so that it brings nothing along. */
final class Probe {

    private static final String WHOLE = """
            {"id":"1","model":"m","created":1,"choices":[{"index":0,"message":{"role":"assistant","content":"Hi 😀"},\
            "finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";
    private static final String STREAMED =
            "data: " + WHOLE.replace("\"message\"", "\"delta\"") + "\n\ndata: [DONE]\n\n";
    private static final String VECTORS = """
            {"id":"2","model":"m","data":[{"index":0,"embedding":[0.5,1]}],"usage":{"prompt_tokens":1,"total_tokens":1}}""";

    private Probe() {}

    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", Probe::chat);
        server.createContext("/v1/embeddings", exchange -> answer(exchange, "application/json", VECTORS));
        server.start();
        int status = 0;
        try {
            calls("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
            System.out.println("works");
        } catch (Exception | LinkageError e) {
            System.out.println(e);
            status = 1;
        }
        System.exit(status);
    }

    private static void calls(String url) throws Exception {
        try (var model = MistralChatModel.builder()
                .baseUrl(url)
                .apiKey("key")
                .modelName("m")
                .build()) {
            same("Hi 😀", model.chat("Say 😀"));
        }
        try (var model = MistralStreamingChatModel.builder()
                .baseUrl(url)
                .apiKey("key")
                .modelName("m")
                .build()) {
            CompletableFuture<String> text = new CompletableFuture<>();
            model.chat("Say 😀", new Handler(text));
            same("Hi 😀", text.get());
        }
        try (var model = MistralEmbeddingModel.builder()
                .baseUrl(url)
                .apiKey("key")
                .modelName("m")
                .build()) {
            same(2, model.embed("a").content().dimension());
        }
    }

    private static void same(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new IllegalStateException("expected " + expected + ", found " + found);
        }
    }

    private static void chat(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!body.contains("Say 😀") && !body.contains("Say \\uD83D\\uDE00")) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
        } else if (body.contains("\"stream\":true")) {
            answer(exchange, "text/event-stream", STREAMED);
        } else {
            answer(exchange, "application/json", WHOLE);
        }
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private record Handler(CompletableFuture<String> text) implements StreamingChatResponseHandler {

        @Override
        public void onCompleteResponse(ChatResponse response) {
            text.complete(response.aiMessage().text());
        }

        @Override
        public void onError(Throwable error) {
            text.completeExceptionally(error);
        }
    }
}
