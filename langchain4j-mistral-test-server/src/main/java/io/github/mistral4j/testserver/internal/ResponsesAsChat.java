package io.github.mistral4j.testserver.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Writes a request of {@code /responses} as the chat completion request that says the same. */
public final class ResponsesAsChat {

    private static final Map<String, String> PARTS = Map.of(
            "input_text", "text", "output_text", "text", "input_image", "image_url", "input_file", "document_url");

    private final ObjectNode chat = JsonNodeFactory.instance.objectNode();
    private final ArrayNode messages = chat.putArray("messages");

    private ResponsesAsChat() {}

    public static ObjectNode of(JsonNode request) {
        ResponsesAsChat translation = new ResponsesAsChat();
        translation.translate(request);
        return translation.chat;
    }

    private void translate(JsonNode request) {
        copy(request, "model", "model");
        copy(request, "stream", "stream");
        copy(request, "temperature", "temperature");
        copy(request, "max_output_tokens", "max_tokens");
        copy(request.path("reasoning"), "effort", "reasoning_effort");
        if (request.hasNonNull("instructions")) {
            message("system").set("content", request.get("instructions"));
        }
        JsonNode input = request.path("input");
        if (input.isTextual()) {
            message("user").set("content", input);
        }
        input.forEach(this::item);
        tools(request);
        format(request.path("text").path("format"));
    }

    private void copy(JsonNode from, String name, String as) {
        if (from.hasNonNull(name)) {
            chat.set(as, from.get(name));
        }
    }

    private ObjectNode message(String role) {
        return messages.addObject().put("role", role);
    }

    private void item(JsonNode item) {
        switch (item.path("type").asText("message")) {
            case "function_call" -> call(item);
            case "function_call_output" ->
                content(message("tool").put("tool_call_id", item.path("call_id").asText()), item.path("output"));
            case "reasoning" -> {
                // It tells the model what it thought; scripts have no use for it.
            }
            default -> {
                String role = item.path("role").asText();
                content(message(role.equals("developer") ? "system" : role), item.path("content"));
            }
        }
    }

    private void call(JsonNode item) {
        JsonNode last = messages.path(messages.size() - 1);
        ObjectNode assistant =
                last.path("role").asText().equals("assistant") ? (ObjectNode) last : message("assistant");
        ObjectNode call = assistant
                .withArray("/tool_calls")
                .addObject()
                .put("id", item.path("call_id").asText())
                .put("type", "function");
        call.putObject("function")
                .put("name", item.path("name").asText())
                .put("arguments", item.path("arguments").asText());
    }

    private static void content(ObjectNode message, JsonNode content) {
        if (content.isTextual()) {
            message.set("content", content);
            return;
        }
        ArrayNode parts = message.putArray("content");
        for (JsonNode part : content) {
            String type = PARTS.getOrDefault(part.path("type").asText(), "text");
            String value = switch (type) {
                case "image_url" -> part.path("image_url").asText();
                case "document_url" ->
                    part.path("file_url").asText(part.path("file_data").asText());
                default -> part.path("text").asText();
            };
            parts.addObject().put("type", type).put(type, value);
        }
    }

    private void tools(JsonNode request) {
        for (JsonNode tool : request.path("tools")) {
            ObjectNode function = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) tool);
            function.remove("type");
            chat.withArray("/tools").addObject().put("type", "function").set("function", function);
        }
        JsonNode choice = request.path("tool_choice");
        if (choice.isObject()) {
            chat.putObject("tool_choice")
                    .put("type", "function")
                    .putObject("function")
                    .set("name", choice.path("name"));
        } else if (choice.isTextual()) {
            chat.set("tool_choice", choice);
        }
    }

    private void format(JsonNode format) {
        String type = format.path("type").asText("text");
        ObjectNode target = chat.putObject("response_format").put("type", type);
        if (type.equals("json_schema")) {
            ObjectNode schema = target.putObject("json_schema");
            schema.setAll((ObjectNode) format);
            schema.remove("type");
        }
    }
}
