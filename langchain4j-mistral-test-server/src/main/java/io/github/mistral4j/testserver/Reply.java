package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.mistral4j.testserver.internal.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the server answers. What the model says ({@link #text}, {@link #pieces}, {@link #toolCalls}) is written in the form of the
 * endpoint that was called, as one document or as a stream, whichever was asked for; it is cut at {@code stop} and {@code
 * max_tokens}. The rest is sent as it is.
 */
public final class Reply {

    /** What is said, before it has the form of an endpoint. */
    sealed interface Content permits Said, Vectors, Raw, Events {}

    record Said(
            List<String> pieces,
            @Nullable String thinking,
            List<ToolCall> calls,
            ToolCallStreaming streaming,
            @Nullable String finish)
            implements Content {

        Said {
            pieces = List.copyOf(pieces);
            calls = List.copyOf(calls);
        }

        String text() {
            return String.join("", pieces);
        }
    }

    record Vectors(List<float[]> vectors) implements Content {}

    record Raw(int status, String contentType, byte[] body) implements Content {}

    record Events(List<String> frames) implements Content {}

    final Content content;
    final @Nullable String model;
    final Map<String, String> headers;
    final Duration delay;
    final Duration pause;
    final int cutAfter;

    private Reply(
            Content content,
            @Nullable String model,
            Map<String, String> headers,
            Duration delay,
            Duration pause,
            int cutAfter) {
        this.content = content;
        this.model = model;
        this.headers = headers;
        this.delay = delay;
        this.pause = pause;
        this.cutAfter = cutAfter;
    }

    private static Reply of(Content content) {
        return new Reply(content, null, Map.of(), Duration.ZERO, Duration.ZERO, Integer.MAX_VALUE);
    }

    private static Reply said(List<String> pieces, ToolCall... calls) {
        return of(new Said(pieces, null, List.of(calls), ToolCallStreaming.ONE_EVENT, null));
    }

    /** The model says this text; a stream of it has an event for each word. */
    public static Reply text(String text) {
        return said(Tokens.of(text));
    }

    /** The model says these pieces of a text; a stream of it has an event for each. */
    public static Reply pieces(String... pieces) {
        return said(Arrays.asList(pieces));
    }

    /**
     * The model calls a tool.
     *
     * @param arguments JSON text
     */
    public static Reply toolCall(String name, String arguments) {
        return toolCalls(new ToolCall(name, arguments));
    }

    /** The model calls tools. */
    public static Reply toolCalls(ToolCall... calls) {
        return said(List.of(), calls);
    }

    /** A vector for each input of a request for embeddings. */
    public static Reply vectors(List<float[]> vectors) {
        return of(new Vectors(vectors.stream().map(float[]::clone).toList()));
    }

    /** A JSON document, with status 200. */
    public static Reply json(String body) {
        return bytes(200, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** A JSON document. */
    public static Reply json(int status, JsonNode body) {
        return bytes(status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Any body. */
    public static Reply bytes(int status, String contentType, byte[] body) {
        return of(new Raw(status, contentType, body.clone()));
    }

    /**
     * A stream of these events, each sent on its own.
     *
     * @param events whole events of server-sent events, such as <code>data: {"a":1}\n\n</code>
     */
    public static Reply events(String... events) {
        return of(new Events(List.of(events)));
    }

    /** An error in the shape that Mistral gives this status, such as 401, 429 or 503. */
    public static Reply error(int status) {
        return switch (status) {
            case 401 -> json(401, JsonNodeFactory.instance.objectNode().put("detail", "Invalid API Key"));
            case 403 -> error(403, "tier_not_allowed", "1910", "This model is not available in your subscription tier");
            case 404 ->
                json(404, JsonNodeFactory.instance.objectNode().put("message", "no Route matched with those values"));
            case 429 -> error(429, "rate_limited", "1300", "Rate limit exceeded");
            case 503 ->
                error(503, "service_tier_capacity_exceeded", "3505", "Service tier capacity exceeded for this model.");
            default ->
                status < 500
                        ? error(status, "invalid_request_error", null, "Bad request")
                        : error(status, "internal_error_proxy", "1000", "Internal server error");
        };
    }

    /** An error in Mistral's usual shape. */
    public static Reply error(int status, String type, @Nullable String code, String message) {
        return json(
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("object", "error")
                        .put("message", message)
                        .put("type", type)
                        .putNull("param")
                        .put("code", code)
                        .put("raw_status_code", status));
    }

    /** The same with what the model thought before it spoke. */
    public Reply thinking(String thinking) {
        Said said = said();
        return with(new Said(said.pieces, thinking, said.calls, said.streaming, said.finish));
    }

    /** The same with another finish reason, such as {@code error}. */
    public Reply finishReason(String finishReason) {
        Said said = said();
        return with(new Said(said.pieces, said.thinking, said.calls, said.streaming, finishReason));
    }

    /** The same with the tool calls in other events of the stream; {@link ToolCallStreaming#ONE_EVENT} unless it is said. */
    public Reply toolCallStreaming(ToolCallStreaming streaming) {
        Said said = said();
        return with(new Said(said.pieces, said.thinking, said.calls, streaming, said.finish));
    }

    private Said said() {
        if (content instanceof Said said) {
            return said;
        }
        throw new IllegalStateException("this is no reply of a model");
    }

    private Reply with(Content other) {
        return new Reply(other, model, headers, delay, pause, cutAfter);
    }

    /** The same from another model than the one that was asked, as when the API answers for a retired one. */
    public Reply model(String name) {
        return new Reply(content, Objects.requireNonNull(name, "name"), headers, delay, pause, cutAfter);
    }

    /** The same with a header, in place of one of that name. */
    public Reply header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new Reply(content, model, more, delay, pause, cutAfter);
    }

    /** The same with {@code Retry-After}, in seconds. */
    public Reply retryAfter(Duration time) {
        return header("Retry-After", Long.toString(time.toSeconds()));
    }

    /** The same, sent this much later. */
    public Reply delay(Duration time) {
        return new Reply(content, model, headers, time, pause, cutAfter);
    }

    /** The same with this much time between the events of a stream. */
    public Reply pause(Duration time) {
        return new Reply(content, model, headers, delay, time, cutAfter);
    }

    /** The same as a stream that breaks off after this many events. */
    public Reply cutAfter(int events) {
        return new Reply(content, model, headers, delay, pause, events);
    }
}
