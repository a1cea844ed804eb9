package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which messages may follow each other, and which tool results belong to which calls. */
final class MessageRules {

    private static final Map<String, Set<String>> FOLLOWERS = Map.of(
            "", Set.of("system", "user", "assistant"),
            "system", Set.of("system", "user", "assistant"),
            "user", Set.of("user", "assistant", "system"),
            "assistant", Set.of("assistant", "user", "tool"),
            "tool", Set.of("tool", "assistant", "user"));

    private MessageRules() {}

    static void check(JsonNode messages, List<Violation> found) {
        order(messages, found);
        assistants(messages, found);
        pairs(messages, found);
    }

    private static void order(JsonNode messages, List<Violation> found) {
        String previous = "";
        for (JsonNode message : messages) {
            String role = role(message);
            if (!FOLLOWERS.getOrDefault(previous, Set.of()).contains(role)) {
                found.add(Violation.messageOrder(
                        previous.isEmpty()
                                ? "Unexpected role '" + role + "' as the first message"
                                : "Unexpected role '" + role + "' after role '" + previous + "'"));
            }
            previous = role;
        }
        boolean prefix = messages.path(messages.size() - 1).path("prefix").asBoolean();
        if (!previous.equals("user") && !previous.equals("tool") && !prefix) {
            found.add(Violation.messageOrder(
                    "Expected last role User or Tool (or Assistant with prefix True) for serving but got " + previous));
        }
    }

    private static void assistants(JsonNode messages, List<Violation> found) {
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            if (!role(message).equals("assistant")) {
                continue;
            }
            if (isEmpty(message.path("content")) && message.path("tool_calls").isEmpty()) {
                found.add(Violation.messageOrder(
                        "Assistant message must have either content or tool_calls, but not none."));
            }
            if (message.path("prefix").asBoolean() && i < messages.size() - 1) {
                found.add(Violation.messageOrder("Only the last message can have prefix set to True."));
            }
        }
    }

    private static boolean isEmpty(JsonNode content) {
        return content.isMissingNode()
                || content.isNull()
                || content.isEmpty() && content.asText().isEmpty();
    }

    private static void pairs(JsonNode messages, List<Violation> found) {
        List<String> calls = new ArrayList<>();
        List<String> results = new ArrayList<>();
        for (JsonNode message : messages) {
            if (role(message).equals("tool")) {
                results.add(message.path("tool_call_id").asText());
            } else {
                compare(calls, results, found);
                calls.clear();
                results.clear();
                message.path("tool_calls")
                        .forEach(call -> calls.add(call.path("id").asText()));
            }
        }
        if (!results.isEmpty()) {
            compare(calls, results, found);
        }
    }

    private static void compare(List<String> calls, List<String> results, List<Violation> found) {
        Set<String> called = new TreeSet<>(calls);
        Set<String> answered = new TreeSet<>(results);
        if (called.size() != calls.size() || answered.size() != results.size()) {
            found.add(Violation.messageOrder("Duplicate tool call id in calls " + calls + " or results " + results));
        } else if (calls.size() != results.size()) {
            found.add(Violation.messageOrder("Not the same number of function calls and responses"));
        } else if (!called.equals(answered)) {
            found.add(Violation.messageOrder("Unexpected tool call id in results " + results + " of " + calls));
        }
    }

    private static String role(JsonNode message) {
        return message.path("role").asText();
    }
}
