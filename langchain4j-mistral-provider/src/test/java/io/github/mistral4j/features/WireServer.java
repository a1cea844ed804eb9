package io.github.mistral4j.features;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mistral4j.testing.MistralRequests;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ReceivedRequest;
import io.github.mistral4j.testserver.Reply;

/** A server that answers what it is told to, refuses what the API refuses, and shows what it was asked. */
final class WireServer implements AutoCloseable {

    static final String PLAIN = answer("\"Hello.\"");

    private final MistralTestServer server = MistralTestServer.start();
    private int taken;

    static String answer(String content) {
        return """
                {"id":"1","object":"chat.completion","created":1787150315,"model":"mistral-small-2603","choices":[{"index":0,
                "message":{"role":"assistant","content":%s},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,
                "completion_tokens":4,"total_tokens":14,"prompt_tokens_details":{"cached_tokens":8},"service_tier":"standard",
                "completion_tokens_details":{"reasoning_tokens":2}}}""".formatted(content);
    }

    void answers(String body) {
        server.enqueue(Reply.json(body)
                .header("mistral-correlation-id", "req-1")
                .header("x-ratelimit-remaining-req-minute", "99"));
    }

    String baseUrl() {
        return server.baseUrl();
    }

    String apiKey() {
        return server.apiKey();
    }

    JsonNode takeBody() {
        ReceivedRequest request = server.requests().get(taken++);
        MistralRequests.verify(request);
        return request.json();
    }

    @Override
    public void close() {
        server.close();
    }
}
