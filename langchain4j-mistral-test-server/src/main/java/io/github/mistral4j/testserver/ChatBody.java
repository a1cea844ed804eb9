package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.testserver.internal.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of {@code /chat/completions} and {@code /fim/completions}, as one document or as events. */
final class ChatBody {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String PADDING = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final Generation said;
    private final JsonNode request;
    private final List<String> frames = new ArrayList<>();

    private ChatBody(Generation said, JsonNode request) {
        this.said = said;
        this.request = request;
    }

    static ObjectNode whole(Generation said, JsonNode request) {
        return new ChatBody(said, request).whole();
    }

    static List<String> stream(Generation said, JsonNode request) {
        ChatBody body = new ChatBody(said, request);
        body.stream();
        return body.frames;
    }

    private ObjectNode whole() {
        ObjectNode body = JSON.objectNode();
        body.put("id", said.id()).put("created", Generation.CREATED).put("model", said.model());
        body.set("usage", said.usage());
        body.put("object", "chat.completion");
        ObjectNode choice = body.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", said.finish());
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        if (said.calls().isEmpty()) {
            message.putNull("tool_calls");
        } else {
            message.set("tool_calls", calls());
        }
        String thought = said.thought();
        if (thought == null) {
            message.put("content", said.text());
        } else {
            ArrayNode parts = message.putArray("content");
            thinking(parts, thought);
            parts.addObject().put("type", "text").put("text", said.text());
        }
        logprobs(choice, said.pieces());
        if (request.path("prompt_logprobs").asBoolean()) {
            choice.set("prompt_logprobs", probabilities(List.of("prompt"), "top_prompt_logprobs"));
        }
        return body;
    }

    private static void thinking(ArrayNode parts, String text) {
        ObjectNode part = parts.addObject().put("type", "thinking");
        part.putArray("thinking").addObject().put("type", "text").put("text", text);
        part.put("closed", true);
    }

    private ArrayNode calls() {
        ArrayNode array = JSON.arrayNode();
        for (Generation.Call call : said.calls()) {
            ObjectNode node = array.addObject().put("id", call.id()).put("type", "function");
            node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
            node.put("index", array.size() - 1);
        }
        return array;
    }

    private void logprobs(ObjectNode choice, List<String> pieces) {
        if (request.path("logprobs").asBoolean()) {
            choice.set("logprobs", probabilities(pieces, "top_logprobs"));
        }
    }

    private ObjectNode probabilities(List<String> pieces, String top) {
        ObjectNode logprobs = JSON.objectNode();
        ArrayNode content = logprobs.putArray("content");
        for (String piece : pieces) {
            for (String token : Tokens.of(piece)) {
                ObjectNode entry = probability(content.addObject(), token);
                ArrayNode others = JSON.arrayNode();
                for (int i = 0; i < request.path(top).asInt(); i++) {
                    probability(others.addObject(), i == 0 ? token : token + i).put("logprob", -0.25 - i);
                }
                entry.set("top_logprobs", others.isEmpty() ? JSON.nullNode() : others);
            }
        }
        return logprobs;
    }

    private static ObjectNode probability(ObjectNode entry, String token) {
        entry.put("token", token).put("logprob", -0.25);
        ArrayNode bytes = entry.putArray("bytes");
        for (byte b : token.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(b & 0xff);
        }
        return entry.put("token_id", Math.floorMod(token.hashCode(), 131_072));
    }

    private void stream() {
        add(JSON.objectNode().put("role", "assistant").put("content", ""), List.of(), null);
        for (String thought : said.thinking()) {
            ObjectNode delta = JSON.objectNode();
            thinking(delta.putArray("content"), thought);
            add(delta, List.of(), null);
        }
        // The last piece of the text shares its event with the finish reason, as it does on the wire.
        List<String> pieces = said.pieces();
        boolean calls = !said.calls().isEmpty();
        for (int i = 0; i < pieces.size(); i++) {
            boolean last = i == pieces.size() - 1 && !calls;
            add(JSON.objectNode().put("content", pieces.get(i)), List.of(pieces.get(i)), last ? said.finish() : null);
        }
        if (calls) {
            streamCalls();
        } else if (pieces.isEmpty()) {
            add(JSON.objectNode().put("content", ""), List.of(), said.finish());
        }
        frames.add("data: [DONE]\n\n");
    }

    private void streamCalls() {
        ArrayNode calls = calls();
        if (said.streaming() == ToolCallStreaming.ONE_EVENT) {
            ObjectNode delta = JSON.objectNode();
            delta.set("tool_calls", calls);
            add(delta, List.of(), said.finish());
            return;
        }
        if (said.streaming() == ToolCallStreaming.ONE_EVENT_EACH) {
            calls.forEach(call -> call((ObjectNode) call));
        } else {
            for (int i = 0; i < said.calls().size(); i++) {
                fragments(i, said.calls().get(i));
            }
        }
        add(JSON.objectNode().put("content", ""), List.of(), said.finish());
    }

    private void fragments(int index, Generation.Call call) {
        ObjectNode first =
                JSON.objectNode().put("index", index).put("id", call.id()).put("type", "function");
        first.putObject("function").put("name", call.name()).put("arguments", "");
        call(first);
        List<String> pieces = call.arguments().equals("{}") ? List.of("{}") : Tokens.of(call.arguments());
        for (int i = 0; i < pieces.size(); i++) {
            ObjectNode piece = JSON.objectNode().put("index", index);
            if (i % 2 == 1) {
                piece.put("id", "null");
            }
            piece.putObject("function").put("name", "").put("arguments", pieces.get(i));
            call(piece);
        }
    }

    private void call(ObjectNode call) {
        ObjectNode delta = JSON.objectNode();
        delta.putArray("tool_calls").add(call);
        add(delta, List.of(), null);
    }

    private void add(ObjectNode delta, List<String> pieces, @Nullable String finish) {
        ObjectNode chunk = JSON.objectNode();
        chunk.put("id", said.id()).put("object", "chat.completion.chunk");
        chunk.put("created", Generation.CREATED).put("model", said.model());
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finish);
        if (!pieces.isEmpty()) {
            logprobs(choice, pieces);
        }
        if (finish != null) {
            chunk.set("usage", said.usage());
        }
        chunk.put("p", PADDING.substring(0, 5 + frames.size() * 7 % 30));
        frames.add("data: " + chunk + "\n\n");
    }
}
