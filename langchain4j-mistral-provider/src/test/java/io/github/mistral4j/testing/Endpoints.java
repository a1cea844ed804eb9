package io.github.mistral4j.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.ByteString;

/** The endpoints of the stand-in. A request that comes here has passed the rules of the API. */
final class Endpoints extends Dispatcher {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Models models = new Models();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger toolCalls = new AtomicInteger();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final String key;
    private final Script script;
    private final ToolCallStreaming streaming;
    private final Duration pause;

    Endpoints(String key, Script script, ToolCallStreaming streaming, Duration pause) {
        this.key = key;
        this.script = script;
        this.streaming = streaming;
        this.pause = pause;
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        if (!("Bearer " + key).equals(request.getHeaders().get("Authorization"))) {
            return json(401, "{\"detail\":\"Invalid API Key\"}").build();
        }
        String path = request.getUrl().encodedPath();
        try {
            if (path.equals("/v1/chat/completions")) {
                return chat(new Conversation(body(request)));
            }
            if (path.equals("/v1/embeddings")) {
                return embeddings(body(request));
            }
            return path.startsWith("/v1/models") ? models(path) : notFound();
        } catch (RuntimeException | JsonProcessingException e) {
            // Whatever is thrown from here leaves the client without an answer, waiting.
            errors.add(request.getRequestLine() + ": " + e);
            return refuse(Violation.of(400, "script", null, e.toString()));
        }
    }

    private static JsonNode body(RecordedRequest request) throws JsonProcessingException {
        ByteString body = Objects.requireNonNull(request.getBody());
        return JSON.readTree(body.utf8());
    }

    private MockResponse chat(Conversation conversation) {
        if (!models.chats(conversation.model())) {
            return invalidModel(conversation.model());
        }
        Answer answer = script.answer(conversation)
                .orElseThrow(() -> new ScriptException("no answer to '" + conversation.question() + "' after "
                        + conversation.results().size() + " results, format " + conversation.format()));
        Reply reply = Reply.to(conversation, answer, id(), this::toolCallId);
        if (conversation.isStream()) {
            return headers(new MockResponse.Builder().code(200))
                    .addHeader("Content-Type", "text/event-stream; charset=utf-8")
                    .addHeader("Transfer-Encoding", "chunked")
                    .body(new EventStreamBody(ReplyStream.of(reply, streaming), pause))
                    .build();
        }
        return limits(
                        json(200, ReplyJson.of(reply)),
                        reply.usage().path("total_tokens").asInt())
                .addHeader("x-ratelimit-limit-tokens-minute", 100_000)
                .addHeader("x-ratelimit-remaining-tokens-minute", 98_321)
                .build();
    }

    private MockResponse embeddings(JsonNode request) {
        String model = request.path("model").asText();
        if (!models.embeds(model)) {
            return invalidModel(model);
        }
        return limits(
                        json(200, Embeddings.of(request, id())),
                        request.path("input").size())
                .build();
    }

    private MockResponse models(String path) {
        if (path.equals("/v1/models")) {
            return json(200, models.list()).build();
        }
        JsonNode card = models.card(path.substring("/v1/models/".length()));
        return card == null ? notFound() : json(200, card.toString()).build();
    }

    private MockResponse notFound() {
        return json(404, "{\"message\":\"no Route matched with those values\",\"request_id\":\"" + id() + "\"}")
                .build();
    }

    private MockResponse invalidModel(String model) {
        return refuse(Violation.of(400, "invalid_model", "1500", "Invalid model: " + model));
    }

    private MockResponse refuse(Violation violation) {
        return json(violation.status(), Violation.answer(List.of(violation))).build();
    }

    private MockResponse.Builder json(int status, String body) {
        return headers(new MockResponse.Builder().code(status))
                .addHeader("Content-Type", "application/json")
                .body(body);
    }

    private MockResponse.Builder headers(MockResponse.Builder response) {
        String correlation = String.format(Locale.ROOT, "01a01a72-91a2-772a-a526-%012x", answers.get());
        return response.addHeader("mistral-correlation-id", correlation)
                .addHeader("x-kong-request-id", correlation)
                .addHeader("x-envoy-upstream-service-time", 1)
                .addHeader("x-max-retry-attempts-reached", "false");
    }

    private static MockResponse.Builder limits(MockResponse.Builder response, int cost) {
        return response.addHeader("x-ratelimit-limit-req-minute", 100)
                .addHeader("x-ratelimit-remaining-req-minute", 99)
                .addHeader("x-ratelimit-tokens-query-cost", cost);
    }

    private String id() {
        return String.format(Locale.ROOT, "%032x", 0x5ca1ab1e0000L + answers.incrementAndGet());
    }

    private String toolCallId() {
        return String.format(Locale.ROOT, "Call%05d", toolCalls.incrementAndGet());
    }
}
