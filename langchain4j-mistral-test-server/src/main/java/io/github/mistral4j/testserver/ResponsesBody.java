package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.testserver.internal.Tokens;
import java.util.ArrayList;
import java.util.List;

/** An answer of {@code /responses}, as one document or as events. */
final class ResponsesBody {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Generation said;
    private final JsonNode request;
    private final List<String> frames = new ArrayList<>();
    private final ArrayNode output = JSON.arrayNode();
    private ObjectNode open = JSON.objectNode();

    private ResponsesBody(Generation said, JsonNode request) {
        this.said = said;
        this.request = request;
    }

    static ObjectNode whole(Generation said, JsonNode request) {
        ResponsesBody body = new ResponsesBody(said, request);
        body.say();
        return body.response(body.status());
    }

    static List<String> stream(Generation said, JsonNode request) {
        ResponsesBody body = new ResponsesBody(said, request);
        body.event("response.created").set("response", body.response("in_progress"));
        body.close();
        body.event("response.in_progress").set("response", body.response("in_progress"));
        body.close();
        body.say();
        body.event("response." + body.status()).set("response", body.response(body.status()));
        body.close();
        return body.frames;
    }

    private ObjectNode event(String type) {
        open = JSON.objectNode().put("type", type).put("sequence_number", frames.size());
        return open;
    }

    private void close() {
        frames.add("event: " + open.path("type").asText() + "\ndata: " + open + "\n\n");
    }

    private String status() {
        return switch (said.finish()) {
            case "length" -> "incomplete";
            case "error" -> "failed";
            default -> "completed";
        };
    }

    /** Writes the items of the output, and the events that they come with. */
    private void say() {
        if (said.thought() != null) {
            ObjectNode item = JSON.objectNode().put("type", "reasoning").put("id", "rs_" + said.id());
            item.putArray("summary");
            item.putArray("content");
            parts(item, "reasoning_text", said.thinking(), said.thought());
        }
        if (!said.pieces().isEmpty() || said.calls().isEmpty()) {
            ObjectNode item = JSON.objectNode()
                    .put("type", "message")
                    .put("id", "msg_" + said.id())
                    .put("role", "assistant")
                    .put("status", "in_progress");
            item.putArray("content");
            parts(item, "output_text", said.pieces(), said.text());
        }
        said.calls().forEach(this::call);
    }

    private void parts(ObjectNode item, String type, List<String> pieces, String text) {
        begin(item);
        String id = item.path("id").asText();
        at(event("response.content_part.added"), id).set("part", part(type, ""));
        close();
        for (String piece : pieces) {
            logprobs(at(event("response." + type + ".delta"), id).put("delta", piece), type);
            close();
        }
        logprobs(at(event("response." + type + ".done"), id).put("text", text), type);
        close();
        at(event("response.content_part.done"), id).set("part", part(type, text));
        close();
        ((ArrayNode) item.get("content")).add(part(type, text));
        end(item);
    }

    private static void logprobs(ObjectNode event, String type) {
        if (type.equals("output_text")) {
            event.putArray("logprobs");
        }
    }

    private ObjectNode at(ObjectNode event, String item) {
        return event.put("item_id", item).put("output_index", output.size()).put("content_index", 0);
    }

    private static ObjectNode part(String type, String text) {
        ObjectNode part = JSON.objectNode().put("type", type).put("text", text);
        if (type.equals("output_text")) {
            part.putArray("annotations");
        }
        return part;
    }

    private void call(Generation.Call call) {
        ObjectNode item = JSON.objectNode()
                .put("type", "function_call")
                .put("id", "fc_" + call.id())
                .put("call_id", call.id())
                .put("name", call.name())
                .put("arguments", "")
                .put("status", "in_progress");
        begin(item);
        List<String> pieces = said.streaming() == ToolCallStreaming.FRAGMENTS
                ? Tokens.of(call.arguments())
                : List.of(call.arguments());
        for (String piece : pieces) {
            event("response.function_call_arguments.delta")
                    .put("item_id", "fc_" + call.id())
                    .put("output_index", output.size())
                    .put("delta", piece);
            close();
        }
        event("response.function_call_arguments.done")
                .put("item_id", "fc_" + call.id())
                .put("output_index", output.size())
                .put("arguments", call.arguments())
                .put("name", call.name());
        close();
        end(item.put("arguments", call.arguments()));
    }

    private void begin(ObjectNode item) {
        event("response.output_item.added").put("output_index", output.size()).set("item", item.deepCopy());
        close();
    }

    private void end(ObjectNode item) {
        if (item.has("status")) {
            item.put("status", "completed");
        }
        event("response.output_item.done").put("output_index", output.size()).set("item", item.deepCopy());
        close();
        output.add(item);
    }

    private ObjectNode response(String status) {
        ObjectNode response = JSON.objectNode()
                .put("id", "resp_" + said.id())
                .put("object", "response")
                .put("created_at", (double) Generation.CREATED)
                .put("status", status)
                .put("model", said.model());
        response.set("output", output.deepCopy());
        response.putNull("error").putNull("incomplete_details").putNull("usage");
        if (status.equals("failed")) {
            response.putObject("error").put("code", "server_error").put("message", "The model failed.");
        }
        if (status.equals("incomplete")) {
            response.putObject("incomplete_details").put("reason", "max_output_tokens");
        }
        if (!status.equals("in_progress")) {
            response.put("completed_at", Generation.CREATED + 1.5);
            response.set("usage", usage());
        }
        response.put("parallel_tool_calls", request.path("parallel_tool_calls").asBoolean(true));
        response.set(
                "tool_choice",
                request.path("tool_choice").isMissingNode() ? JSON.textNode("auto") : request.get("tool_choice"));
        response.set("tools", request.path("tools").isMissingNode() ? JSON.arrayNode() : request.get("tools"));
        return response;
    }

    private ObjectNode usage() {
        ObjectNode usage = JSON.objectNode().put("input_tokens", said.promptTokens());
        usage.putObject("input_tokens_details").put("cached_tokens", 0).put("cache_write_tokens", 0);
        usage.put("output_tokens", said.completionTokens());
        usage.putObject("output_tokens_details")
                .put("reasoning_tokens", said.thinking().size());
        return usage.put("total_tokens", said.promptTokens() + said.completionTokens());
    }
}
