package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides what a request gets: a refusal, a reply that was queued, what a handler says, or the answer of the endpoint. */
final class Dispatcher {

    private static final String NO_ROUTE = "no Route matched with those values";

    private final @Nullable String apiKey;
    private final ModelList models;
    private final Supplier<String> baseUrl;
    private final Ids ids = new Ids();
    private final Renderer renderer = new Renderer(ids);
    private final Defaults defaults = new Defaults(ids);
    private final Files files = new Files(ids);
    private final Batches batches = new Batches(ids, files, this::batched);

    private final Map<@Nullable Endpoint, Deque<Reply>> queues = new HashMap<>();
    private final Map<Endpoint, Handler> handlers = new HashMap<>();
    private final List<ReceivedRequest> requests = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** @param apiKey null for any key */
    Dispatcher(@Nullable String apiKey, ModelList models, Supplier<String> baseUrl) {
        this.apiKey = apiKey;
        this.models = models;
        this.baseUrl = baseUrl;
    }

    /** @param endpoint null for whatever endpoint comes next */
    synchronized void enqueue(@Nullable Endpoint endpoint, List<Reply> replies) {
        queues.computeIfAbsent(endpoint, key -> new ArrayDeque<>()).addAll(replies);
    }

    synchronized void handle(Endpoint endpoint, Handler handler) {
        handlers.put(endpoint, handler);
    }

    synchronized List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    Rendered answer(ReceivedRequest request) {
        synchronized (this) {
            requests.add(request);
        }
        String authorization = request.header("Authorization");
        if (apiKey != null && authorization != null && !authorization.equals("Bearer " + apiKey)) {
            return finish(renderer.render(Endpoint.MODELS, request, Reply.error(401)));
        }
        return finish(checked(request));
    }

    private Rendered checked(ReceivedRequest request) {
        Endpoint endpoint = request.endpoint().orElse(null);
        List<Violation> found = request.violations();
        if (endpoint == null || !found.isEmpty()) {
            synchronized (this) {
                violations.addAll(found);
            }
            List<Violation> faults = found.isEmpty() ? List.of(Violation.of(404, "", null, NO_ROUTE)) : found;
            return renderer.render(Endpoint.MODELS, request, Violation.answer(faults));
        }
        String invalid = models.invalid(endpoint, request);
        if (invalid != null) {
            Reply refusal = Violation.answer(List.of(Violation.invalidModel(invalid)));
            return renderer.render(endpoint, request, refusal);
        }
        try {
            return renderer.render(endpoint, request, reply(endpoint, request));
        } catch (Exception e) {
            return failed(request, e);
        }
    }

    // A client would try again after a status of 500.
    private synchronized Rendered failed(ReceivedRequest request, Exception e) {
        failures.add(request + ": " + e);
        return renderer.render(
                Endpoint.MODELS, request, Reply.error(400, "test_server", null, String.valueOf(e.getMessage())));
    }

    private Reply reply(Endpoint endpoint, ReceivedRequest request) throws Exception {
        Reply queued = next(endpoint);
        if (queued != null) {
            return queued;
        }
        Handler handler;
        synchronized (this) {
            handler = handlers.get(endpoint);
        }
        if (handler != null) {
            return handler.handle(request);
        }
        return switch (endpoint) {
            case MODELS, MODEL -> models.answer(endpoint, request.id());
            case UPLOAD_FILE, FILES, FILE, DELETE_FILE, FILE_CONTENT, FILE_URL ->
                files.handle(endpoint, request, baseUrl.get());
            case CREATE_BATCH, BATCHES, BATCH, CANCEL_BATCH, DELETE_BATCH -> batches.handle(endpoint, request);
            default -> defaults.answer(endpoint, request);
        };
    }

    private synchronized @Nullable Reply next(Endpoint endpoint) {
        Deque<Reply> own = queues.getOrDefault(endpoint, new ArrayDeque<>());
        return own.isEmpty() ? queues.getOrDefault(null, new ArrayDeque<>()).poll() : own.poll();
    }

    /** The answer to a request that came in a batch. */
    private Rendered batched(Endpoint endpoint, JsonNode body) {
        Map<String, List<String>> headers =
                Map.of("Authorization", List.of("Bearer of-the-batch"), "Content-Type", List.of("application/json"));
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return checked(ReceivedRequest.of("POST", Endpoint.ROOT + endpoint.path(), headers, bytes));
    }

    private Rendered finish(Rendered answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        String correlation = ids.uuid();
        headers.put("mistral-correlation-id", correlation);
        headers.put("x-kong-request-id", correlation);
        headers.put("x-envoy-upstream-service-time", "1");
        headers.put("x-max-retry-attempts-reached", "false");
        headers.putAll(answer.headers());
        return new Rendered(
                answer.status(),
                headers,
                answer.body(),
                answer.frames(),
                answer.delay(),
                answer.pause(),
                answer.cutAfter());
    }
}
