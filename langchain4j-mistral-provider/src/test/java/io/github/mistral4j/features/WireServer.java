package io.github.mistral4j.features;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mistral4j.testing.StrictDispatcher;
import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;

/** A server that answers what it is told to, refuses what the API refuses, and shows what it was asked. */
final class WireServer implements AutoCloseable {

    static final String PLAIN = answer("\"Hello.\"");

    private final MockWebServer server = new MockWebServer();
    private final QueueDispatcher answers = new QueueDispatcher();
    private final StrictDispatcher strict = new StrictDispatcher(answers);

    WireServer() throws IOException {
        server.setDispatcher(strict);
        server.start();
    }

    static String answer(String content) {
        return """
                {"id":"1","object":"chat.completion","created":1787150315,"model":"mistral-small-2603","choices":[{"index":0,
                "message":{"role":"assistant","content":%s},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,
                "completion_tokens":4,"total_tokens":14,"prompt_tokens_details":{"cached_tokens":8},"service_tier":"standard",
                "completion_tokens_details":{"reasoning_tokens":2}}}""".formatted(content);
    }

    void answers(String body) {
        answers.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .addHeader("mistral-correlation-id", "req-1")
                .addHeader("x-ratelimit-remaining-req-minute", "99")
                .body(body)
                .build());
    }

    String baseUrl() {
        return server.url("/v1").toString();
    }

    JsonNode takeBody() throws Exception {
        JsonNode body =
                new ObjectMapper().readTree(server.takeRequest().getBody().utf8());
        strict.verifyNoViolations();
        return body;
    }

    @Override
    public void close() {
        server.close();
    }
}
