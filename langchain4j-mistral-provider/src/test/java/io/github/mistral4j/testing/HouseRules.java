package io.github.mistral4j.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.ReceivedRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the API would let pass and this library does not send. */
final class HouseRules {

    /** Below them stands what the application wrote. */
    private static final Set<String> FREE = Set.of("parameters", "schema", "metadata");

    private HouseRules() {}

    static List<String> check(ReceivedRequest request) {
        List<String> found = new ArrayList<>();
        if (request.header("User-Agent") == null) {
            found.add("User-Agent is missing");
        }
        JsonNode body = request.json();
        if (!body.isObject()) {
            return found;
        }
        String type = String.valueOf(request.header("Content-Type"));
        if (!type.matches("application/json(; *charset=utf-8)?")) {
            found.add("Content-Type is " + type);
        }
        String expected = body.path("stream").asBoolean() ? "text/event-stream" : "application/json";
        if (!expected.equals(request.header("Accept"))) {
            found.add("Accept is " + request.header("Accept") + " and not " + expected);
        }
        compact(request.text(), found);
        values("body", body, request.endpoint().orElse(null) == Endpoint.CHAT_COMPLETIONS, found);
        MediaRules.check(body.path("messages"), found);
        tools(body, found);
        return found;
    }

    private static void compact(String json, List<String> found) {
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString && c == '\\') {
                i++;
            } else if (c == '"') {
                inString = !inString;
            } else if (!inString && Character.isWhitespace(c)) {
                found.add("the JSON has white space between its tokens, at " + i);
                return;
            }
        }
    }

    private static void values(String at, JsonNode value, boolean notEmpty, List<String> found) {
        if (value.isNull()) {
            found.add(at + " is null");
        } else if (value.isArray() && value.isEmpty() && notEmpty) {
            found.add(at + " is empty");
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (!FREE.contains(field.getKey())) {
                values(at + "." + field.getKey(), field.getValue(), notEmpty, found);
            }
        }
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            values(at + "[" + i + "]", value.get(i), notEmpty, found);
        }
        if (at.startsWith("body.input") && value.isTextual() && value.asText().isBlank()) {
            found.add(at + " is blank");
        }
    }

    private static void tools(JsonNode body, List<String> found) {
        Set<String> names = new HashSet<>();
        for (JsonNode tool : body.path("tools")) {
            String name =
                    tool.path("function").path("name").asText(tool.path("name").asText());
            if (!name.isEmpty() && !names.add(name)) {
                found.add("two tools are called " + name);
            }
        }
        JsonNode choice = body.path("tool_choice");
        if (Set.of("any", "required").contains(choice.asText()) && names.isEmpty()) {
            found.add("a tool is forced and none is offered");
        }
        String forced = choice.at("/function/name").asText(choice.path("name").asText());
        if (choice.isObject() && !names.contains(forced)) {
            found.add("the forced tool is not among the tools");
        }
    }
}
