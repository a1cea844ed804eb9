package io.github.mistral4j.examples.standin;

import static io.github.mistral4j.examples.standin.RequestCheck.at;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which messages the real API takes, and in which order. */
final class MessageRules {

    private static final Map<String, Set<String>> FIELDS = Map.of(
            "system", Set.of("role", "content"),
            "user", Set.of("role", "content"),
            "assistant", Set.of("role", "content", "tool_calls", "prefix"),
            "tool", Set.of("role", "content", "tool_call_id", "name"));

    private static final Map<String, Set<String>> NEXT = Map.of(
            "", Set.of("system", "user", "assistant"),
            "system", Set.of("system", "user", "assistant"),
            "user", Set.of("user", "assistant", "system"),
            "assistant", Set.of("assistant", "user", "tool"),
            "tool", Set.of("tool", "assistant", "user"));

    private static final Pattern TOOL_CALL_ID = Pattern.compile("[a-zA-Z0-9]{9}");

    private MessageRules() {}

    static void checkFields(JsonNode messages, RequestCheck check) {
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            List<Object> where = List.of("body", "messages", i);
            String role = message.path("role").asText("");
            Set<String> allowed = FIELDS.get(role);
            if (allowed == null) {
                check.fault(
                        "union_tag_invalid",
                        where,
                        "Input tag '" + role + "' found using 'role' does not match any of the expected tags:"
                                + " 'system', 'user', 'assistant', 'tool'");
            } else {
                check.onlyFields(message, at(where, role), allowed);
                if (!role.equals("assistant")) {
                    check.required(message, at(where, role), "content");
                }
            }
        }
    }

    static void checkOrder(JsonNode messages) {
        if (messages.isEmpty()) {
            throw order("Conversation must have at least one message");
        }
        String before = "";
        Set<String> openCalls = new HashSet<>();
        for (JsonNode message : messages) {
            String role = message.get("role").asText();
            if (!NEXT.get(before).contains(role)) {
                throw order("Unexpected role '" + role + "' after role '" + before + "'");
            }
            if (!openCalls.isEmpty() && !role.equals("tool")) {
                throw order("Not the same number of function calls and responses");
            }
            if (role.equals("tool")) {
                checkToolResult(message, openCalls);
            } else if (role.equals("assistant")) {
                checkAssistant(message, openCalls);
            }
            before = role;
        }
        JsonNode last = messages.get(messages.size() - 1);
        boolean prefix = before.equals("assistant") && last.path("prefix").asBoolean();
        if (!openCalls.isEmpty()) {
            throw order("Not the same number of function calls and responses");
        }
        if (!before.equals("user") && !before.equals("tool") && !prefix) {
            throw order(
                    "Expected last role User or Tool (or Assistant with prefix True) for serving but got " + before);
        }
    }

    private static void checkAssistant(JsonNode message, Set<String> openCalls) {
        JsonNode calls = message.path("tool_calls");
        boolean empty = message.path("content").isMissingNode()
                || message.path("content").isNull()
                || message.path("content").asText("x").isEmpty();
        if (empty && calls.isEmpty()) {
            throw order("Assistant message must have either content or tool_calls, but not none.");
        }
        for (JsonNode call : calls) {
            String id = call.path("id").asText("null");
            checkId(id);
            openCalls.add(id);
        }
    }

    private static void checkToolResult(JsonNode message, Set<String> openCalls) {
        String id = message.path("tool_call_id").asText("null");
        checkId(id);
        if (!openCalls.remove(id)) {
            throw order("Unexpected tool call id " + id + " in tool results");
        }
    }

    private static void checkId(String id) {
        if (!TOOL_CALL_ID.matcher(id).matches()) {
            throw Refusal.badRequest(
                    "Tool call id was " + id + " but must be a-z, A-Z, 0-9, with a length of 9.",
                    "invalid_function_call",
                    "3280");
        }
    }

    private static Refusal order(String message) {
        return Refusal.badRequest(message, "invalid_request_message_order", "3230");
    }
}
