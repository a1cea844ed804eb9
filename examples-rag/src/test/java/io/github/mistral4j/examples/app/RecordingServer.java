package io.github.mistral4j.examples.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mistral4j.examples.standin.StandInServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** Stands before the stand-in, remembers what is asked, and refuses, hides or stalls models when it is told to. */
public final class RecordingServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StandInServer standIn = StandInServer.start();
    private final MockWebServer server = new MockWebServer();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<JsonNode> chats = new CopyOnWriteArrayList<>();
    private final List<JsonNode> embeddings = new CopyOnWriteArrayList<>();
    private final Set<String> overloaded = ConcurrentHashMap.newKeySet();
    private final Set<String> retired = ConcurrentHashMap.newKeySet();
    private final Set<String> unpaid = ConcurrentHashMap.newKeySet();
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();
    private final Set<String> stalled = ConcurrentHashMap.newKeySet();
    public final CountDownLatch stalling = new CountDownLatch(1);

    public RecordingServer() throws IOException {
        server.setDispatcher(new Forwarding());
        server.start();
    }

    public String baseUrl() {
        return server.url("/v1").toString();
    }

    /** Answers 429 for this model from now on. */
    public void overload(String model) {
        overloaded.add(model);
    }

    /** The server lists the model but does not know it any more. */
    public void retire(String model) {
        retired.add(model);
    }

    /** The server lists the model, but the plan of the key lacks it. */
    public void leaveOutOfPlan(String model) {
        unpaid.add(model);
    }

    /** Leaves this model out of the list. */
    public void hide(String model) {
        hidden.add(model);
    }

    /** Sends the headers of an answer of this model and then nothing. */
    public void stall(String model) {
        stalled.add(model);
    }

    public List<String> chatModels() {
        return chats.stream().map(request -> request.get("model").asText()).toList();
    }

    public List<JsonNode> chats() {
        return List.copyOf(chats);
    }

    public int embeddingCalls() {
        return embeddings.size();
    }

    public void forget() {
        chats.clear();
        embeddings.clear();
    }

    @Override
    public void close() {
        server.close();
        standIn.close();
    }

    private final class Forwarding extends Dispatcher {

        @Override
        public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            String path = request.getUrl().encodedPath();
            try {
                if (path.endsWith("/chat/completions")) {
                    JsonNode body = JSON.readTree(request.getBody().toByteArray());
                    chats.add(body);
                    String model = body.get("model").asText();
                    if (overloaded.contains(model)) {
                        return refusal(429, "Rate limit exceeded", "rate_limited", "1300");
                    }
                    if (retired.contains(model)) {
                        return refusal(400, "Invalid model: " + model, "invalid_model", "1500");
                    }
                    if (unpaid.contains(model)) {
                        return refusal(
                                403,
                                "This model is not available in your subscription tier",
                                "tier_not_allowed",
                                "1910");
                    }
                    if (stalled.contains(model)) {
                        stalling.countDown();
                        return new MockResponse.Builder()
                                .code(200)
                                .addHeader("content-type", "text/event-stream")
                                .body(": waiting\n\n" + "x".repeat(10_000))
                                .throttleBody(1, 1, TimeUnit.HOURS)
                                .build();
                    }
                } else if (path.endsWith("/embeddings")) {
                    embeddings.add(JSON.readTree(request.getBody().toByteArray()));
                }
                return forward(request, path);
            } catch (IOException e) {
                return new MockResponse.Builder().code(500).body(e.toString()).build();
            }
        }

        private MockResponse forward(RecordedRequest request, String path) throws IOException, InterruptedException {
            HttpRequest.Builder copy = HttpRequest.newBuilder(
                            URI.create(standIn.baseUrl().replace("/v1", "") + path))
                    .header("authorization", "Bearer test");
            if (request.getMethod().equals("POST")) {
                copy.header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(
                                request.getBody().toByteArray()));
            }
            HttpResponse<byte[]> answer = client.send(copy.build(), HttpResponse.BodyHandlers.ofByteArray());
            byte[] body = path.endsWith("/models") ? visible(answer.body()) : answer.body();
            return new MockResponse.Builder()
                    .code(answer.statusCode())
                    .addHeader(
                            "content-type",
                            answer.headers().firstValue("content-type").orElse("application/json"))
                    .body(new Buffer().write(body))
                    .build();
        }

        private byte[] visible(byte[] models) throws IOException {
            JsonNode list = JSON.readTree(models);
            List<JsonNode> gone = new ArrayList<>();
            list.get("data").forEach(card -> {
                boolean named = hidden.contains(card.get("id").asText());
                for (JsonNode alias : card.get("aliases")) {
                    named = named || hidden.contains(alias.asText());
                }
                if (named) {
                    gone.add(card);
                }
            });
            Iterator<JsonNode> cards = list.get("data").iterator();
            while (cards.hasNext()) {
                if (gone.contains(cards.next())) {
                    cards.remove();
                }
            }
            return JSON.writeValueAsBytes(list);
        }

        private MockResponse refusal(int status, String message, String type, String code) {
            return new MockResponse.Builder()
                    .code(status)
                    .addHeader("content-type", "application/json")
                    .body(("{\"object\":\"error\",\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\","
                                    + "\"raw_status_code\":%d}")
                            .formatted(message, type, code, status))
                    .build();
        }
    }
}
