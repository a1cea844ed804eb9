package io.github.mistral4j.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reply as server-sent events. */
final class ReplyStream {

    private static final String PADDING = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final Reply reply;
    private final List<String> frames = new ArrayList<>();

    private ReplyStream(Reply reply) {
        this.reply = reply;
    }

    static List<String> of(Reply reply, ToolCallStreaming toolCalls) {
        ReplyStream stream = new ReplyStream(reply);
        stream.add(delta().put("role", "assistant").put("content", ""), null);
        for (String thought : reply.thinking()) {
            ObjectNode delta = delta();
            ReplyJson.thinking(delta.putArray("content"), thought);
            stream.add(delta, null);
        }
        if (reply.calls().isEmpty()) {
            stream.text();
        } else {
            stream.calls(toolCalls);
        }
        stream.frames.add("data: [DONE]\n\n");
        return stream.frames;
    }

    // The last piece of the text shares its event with the finish reason, as it does on the wire.
    private void text() {
        List<String> tokens = reply.tokens();
        for (int i = 0; i < tokens.size() - 1; i++) {
            add(delta().put("content", tokens.get(i)), null);
        }
        add(delta().put("content", tokens.isEmpty() ? "" : tokens.get(tokens.size() - 1)), reply.finish());
    }

    private void calls(ToolCallStreaming toolCalls) {
        ArrayNode calls = JsonNodeFactory.instance.arrayNode();
        ReplyJson.calls(calls, reply.calls());
        if (toolCalls == ToolCallStreaming.ONE_EVENT) {
            ObjectNode delta = delta();
            delta.set("tool_calls", calls);
            add(delta, reply.finish());
            return;
        }
        if (toolCalls == ToolCallStreaming.ONE_EVENT_EACH) {
            calls.forEach(call -> call((ObjectNode) call));
        } else {
            for (int i = 0; i < reply.calls().size(); i++) {
                fragments(i, reply.calls().get(i));
            }
        }
        add(delta().put("content", ""), reply.finish());
    }

    private void fragments(int index, Reply.ToolCall call) {
        ObjectNode first = delta().put("index", index).put("id", call.id()).put("type", "function");
        first.putObject("function").put("name", call.name()).put("arguments", "");
        call(first);
        List<String> pieces = call.arguments().equals("{}") ? List.of("{}") : Tokens.of(call.arguments());
        for (int i = 0; i < pieces.size(); i++) {
            ObjectNode piece = delta().put("index", index);
            if (i % 2 == 1) {
                piece.put("id", "null");
            }
            piece.putObject("function").put("name", "").put("arguments", pieces.get(i));
            call(piece);
        }
    }

    private void call(ObjectNode call) {
        ObjectNode delta = delta();
        delta.putArray("tool_calls").add(call);
        add(delta, null);
    }

    private static ObjectNode delta() {
        return JsonNodeFactory.instance.objectNode();
    }

    private void add(ObjectNode delta, @Nullable String finish) {
        ObjectNode chunk = JsonNodeFactory.instance.objectNode();
        chunk.put("id", reply.id()).put("object", "chat.completion.chunk");
        chunk.put("created", ReplyJson.CREATED).put("model", reply.model());
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finish);
        if (finish != null) {
            chunk.set("usage", reply.usage());
        }
        chunk.put("p", PADDING.substring(0, 5 + frames.size() * 7 % 30));
        frames.add("data: " + chunk + "\n\n");
    }
}
