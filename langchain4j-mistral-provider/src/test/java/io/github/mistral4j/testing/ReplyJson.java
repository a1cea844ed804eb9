package io.github.mistral4j.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A reply as one JSON document. */
final class ReplyJson {

    static final long CREATED = 1_787_150_060;

    private ReplyJson() {}

    static String of(Reply reply) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", reply.id()).put("created", CREATED).put("model", reply.model());
        body.set("usage", reply.usage());
        body.put("object", "chat.completion");
        ObjectNode choice = body.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", reply.finish());
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        if (reply.calls().isEmpty()) {
            message.putNull("tool_calls");
        } else {
            calls(message.putArray("tool_calls"), reply.calls());
        }
        if (reply.thinking().isEmpty()) {
            message.put("content", reply.text());
        } else {
            ArrayNode parts = message.putArray("content");
            thinking(parts, String.join("", reply.thinking()));
            parts.addObject().put("type", "text").put("text", reply.text());
        }
        return body.toString();
    }

    static void thinking(ArrayNode parts, String text) {
        ObjectNode part = parts.addObject().put("type", "thinking");
        part.putArray("thinking").addObject().put("type", "text").put("text", text);
        part.put("closed", true);
    }

    static void calls(ArrayNode array, List<Reply.ToolCall> calls) {
        for (int i = 0; i < calls.size(); i++) {
            Reply.ToolCall call = calls.get(i);
            ObjectNode node = array.addObject().put("id", call.id()).put("type", "function");
            node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
            node.put("index", i);
        }
    }
}
