package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.testserver.internal.Audio;
import io.github.mistral4j.testserver.internal.Embeddings;
import io.github.mistral4j.testserver.internal.Pages;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives a reply the form of the endpoint that was called. */
final class Renderer {

    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream; charset=utf-8";

    private final Ids ids;

    Renderer(Ids ids) {
        this.ids = ids;
    }

    Rendered render(Endpoint endpoint, ReceivedRequest request, Reply reply) {
        if (reply.content instanceof Reply.Raw raw) {
            return rendered(reply, raw.status(), raw.contentType(), raw.body(), List.of(), Map.of());
        }
        if (reply.content instanceof Reply.Events events) {
            return stream(reply, events.frames());
        }
        if (reply.content instanceof Reply.Vectors vectors) {
            ObjectNode body = Embeddings.answer(request.json(), vectors.vectors(), ids.next());
            if (reply.model != null) {
                body.put("model", reply.model);
            }
            return whole(endpoint, reply, body);
        }
        return said(endpoint, request, reply, (Reply.Said) reply.content);
    }

    private Rendered said(Endpoint endpoint, ReceivedRequest request, Reply reply, Reply.Said said) {
        JsonNode json = request.json();
        switch (endpoint) {
            case CHAT_COMPLETIONS, FIM_COMPLETIONS -> {
                Generation generation = Generation.of(request.conversation(), said, reply.model, ids);
                return request.isStream()
                        ? stream(reply, ChatBody.stream(generation, json))
                        : whole(endpoint, reply, ChatBody.whole(generation, json));
            }
            case RESPONSES -> {
                Generation generation = Generation.of(request.conversation(), said, reply.model, ids);
                return request.isStream()
                        ? stream(reply, ResponsesBody.stream(generation, json))
                        : whole(endpoint, reply, ResponsesBody.whole(generation, json));
            }
            case TRANSCRIPTIONS -> {
                return transcription(request, reply, said);
            }
            case OCR -> {
                return whole(endpoint, reply, Pages.of(json, List.of(said.text())));
            }
            default ->
                throw new IllegalStateException("what a model says is no answer of " + endpoint + "; use Reply.json");
        }
    }

    private Rendered transcription(ReceivedRequest request, Reply reply, Reply.Said said) {
        boolean times = !request.part("timestamp_granularities").isEmpty()
                || !request.part("timestamp_granularities[]").isEmpty();
        // What the API does when it is told the language and asked for times.
        boolean nothing =
                times && FormRules.isOld(request) && !request.part("language").isEmpty();
        boolean speakers = request.part("diarize").contains("true");
        ObjectNode whole = Audio.transcription(
                request.part("model").get(0), nothing ? "" : said.text(), times || speakers, speakers);
        return request.isStream()
                ? stream(reply, Audio.transcriptionEvents(whole, nothing ? List.of() : said.pieces()))
                : whole(Endpoint.TRANSCRIPTIONS, reply, whole);
    }

    private static Rendered whole(Endpoint endpoint, Reply reply, JsonNode body) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return rendered(reply, 200, JSON, bytes, List.of(), limits(endpoint, body));
    }

    private static Rendered stream(Reply reply, List<String> frames) {
        return rendered(reply, 200, EVENTS, new byte[0], frames, Map.of());
    }

    private static Rendered rendered(
            Reply reply, int status, String contentType, byte[] body, List<String> frames, Map<String, String> limits) {
        Map<String, String> headers = new LinkedHashMap<>(limits);
        headers.put("Content-Type", contentType);
        headers.putAll(reply.headers);
        return new Rendered(status, headers, body, frames, reply.delay, reply.pause, reply.cutAfter);
    }

    /** The rate limits that come with an answer of this kind; with a stream come none. */
    private static Map<String, String> limits(Endpoint endpoint, JsonNode body) {
        String unit = switch (endpoint) {
            case OCR -> "ocr-pages";
            case TRANSCRIPTIONS -> "audio-seconds";
            default -> "tokens";
        };
        int cost = switch (endpoint) {
            case OCR -> body.path("pages").size();
            case TRANSCRIPTIONS -> body.at("/usage/prompt_audio_seconds").asInt();
            default -> body.at("/usage/total_tokens").asInt();
        };
        return Map.of(
                "x-ratelimit-limit-req-minute",
                "100",
                "x-ratelimit-remaining-req-minute",
                "99",
                "x-ratelimit-limit-" + unit + "-minute",
                "100000",
                "x-ratelimit-remaining-" + unit + "-minute",
                "98321",
                "x-ratelimit-" + unit + "-query-cost",
                Integer.toString(cost));
    }
}
