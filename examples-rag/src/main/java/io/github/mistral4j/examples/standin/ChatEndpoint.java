package io.github.mistral4j.examples.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/chat/completions}. */
final class ChatEndpoint implements Endpoint {

    static final String MODEL = "standin-extractive";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String PADDING = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final StandInModels models;
    private final Clock clock;

    ChatEndpoint(StandInModels models, Clock clock) {
        this.models = models;
        this.clock = clock;
    }

    /** What is said, and what it is counted as. */
    private record Reply(String text, boolean cut, int promptTokens, int completionTokens) {

        String finishReason() {
            return cut ? "length" : "stop";
        }

        ObjectNode usage() {
            return JSON.objectNode()
                    .put("prompt_tokens", promptTokens)
                    .put("total_tokens", promptTokens + completionTokens)
                    .put("completion_tokens", completionTokens)
                    .set("prompt_tokens_details", JSON.objectNode().put("cached_tokens", 0));
        }
    }

    @Override
    public void answer(JsonNode request, Exchange exchange) throws IOException {
        ChatRules.check(request);
        String model = request.get("model").asText();
        if (!models.isChatModel(model)) {
            throw Refusal.invalidModel(model);
        }
        String effort = request.path("reasoning_effort").asText("none");
        if (!effort.equals("none") && (!effort.equals("high") || !models.canReason(model))) {
            throw Refusal.badRequest(
                    "reasoning_effort is not supported by this model", "invalid_request_invalid_args", "3051");
        }
        Reply reply = reply(request);
        if (request.path("stream").asBoolean()) {
            stream(reply, exchange);
        } else {
            exchange.json(200, completion(reply));
        }
    }

    private static Reply reply(JsonNode request) {
        JsonNode messages = request.get("messages");
        JsonNode last = messages.get(messages.size() - 1).path("content");
        int promptTokens = 0;
        for (JsonNode message : messages) {
            promptTokens += Tokens.count(text(message.path("content")));
        }
        String text = ExtractiveAnswer.to(text(last));
        if (last.findValue("image_url") != null) {
            text = ExtractiveAnswer.NO_EYES + text;
        }
        List<String> pieces = Tokens.split(text);
        int limit = request.path("max_tokens").asInt(Integer.MAX_VALUE);
        boolean cut = Tokens.count(text) > limit;
        String sent = cut ? text.substring(0, Math.min(text.length(), limit * 4)) : text;
        return new Reply(sent, cut, promptTokens, cut ? limit : Math.max(pieces.size(), Tokens.count(text)));
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    private ObjectNode completion(Reply reply) {
        ObjectNode message =
                JSON.objectNode().put("role", "assistant").putNull("tool_calls").put("content", reply.text());
        ObjectNode choice = JSON.objectNode().put("index", 0).put("finish_reason", reply.finishReason());
        choice.set("message", message);
        ObjectNode body = head("chat.completion");
        body.set("usage", reply.usage());
        body.putArray("choices").add(choice);
        return body;
    }

    private void stream(Reply reply, Exchange exchange) throws IOException {
        String id = id();
        try (EventStream events = exchange.events()) {
            events.send(chunk(id, "assistant", "", null));
            List<String> pieces = Tokens.split(reply.text());
            for (int i = 0; i < pieces.size(); i++) {
                boolean last = i == pieces.size() - 1;
                ObjectNode chunk = chunk(id, null, pieces.get(i), last ? reply : null);
                chunk.put("p", PADDING.substring(0, 1 + (i * 7) % PADDING.length()));
                events.send(chunk);
            }
            events.done();
        }
    }

    private ObjectNode chunk(String id, @Nullable String role, String content, @Nullable Reply finished) {
        ObjectNode delta = JSON.objectNode();
        if (role != null) {
            delta.put("role", role);
        }
        delta.put("content", content);
        ObjectNode choice = JSON.objectNode().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finished == null ? null : finished.finishReason());
        ObjectNode chunk = head("chat.completion.chunk").put("id", id);
        chunk.putArray("choices").add(choice);
        if (finished != null) {
            chunk.set("usage", finished.usage());
        }
        return chunk;
    }

    private ObjectNode head(String object) {
        return JSON.objectNode()
                .put("id", id())
                .put("object", object)
                .put("created", clock.instant().getEpochSecond())
                .put("model", MODEL);
    }

    private static String id() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
