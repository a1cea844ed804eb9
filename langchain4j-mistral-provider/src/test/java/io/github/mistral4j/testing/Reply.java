package io.github.mistral4j.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * An answer as a model gives it: cut into tokens, at the stop texts and at the limit, and checked against the request.
 */
record Reply(
        String id,
        String model,
        List<String> thinking,
        List<String> tokens,
        List<ToolCall> calls,
        String finish,
        ObjectNode usage) {

    record ToolCall(String id, String name, String arguments) {}

    static Reply to(Conversation conversation, Answer answer, String id, Supplier<String> callIds) {
        List<ToolCall> calls = new ArrayList<>();
        for (Answer.Call call : answer.calls()) {
            JsonNode parameters = conversation.parametersOf(call.name());
            if (parameters == null) {
                throw new ScriptException("the script calls " + call.name() + ", which was not offered");
            }
            JsonNode arguments = SchemaFit.fit(call.arguments(), parameters);
            calls.add(new ToolCall(callIds.get(), call.name(), arguments.toString()));
        }
        if (conversation.isToolForced() && calls.isEmpty()) {
            throw new ScriptException("the request forces a tool and the script calls none");
        }
        String text = calls.isEmpty() ? conversation.prefix() + text(conversation, answer) : "";
        String stopped = stop(text, conversation.stop());
        List<String> tokens = Tokens.of(stopped);
        String finish = calls.isEmpty() ? "stop" : "tool_calls";
        if (tokens.size() > conversation.maxTokens()) {
            tokens = tokens.subList(0, conversation.maxTokens());
            finish = "length";
        }
        List<String> thinking = conversation.isThinking() ? Tokens.of("Let me think about it.") : List.of();
        int completion = tokens.size()
                + thinking.size()
                + calls.stream()
                        .mapToInt(call -> 5 + Tokens.count(call.arguments()))
                        .sum();
        return new Reply(
                id,
                conversation.model(),
                thinking,
                tokens,
                calls,
                finish,
                usage(conversation.promptTokens(), completion));
    }

    private static String text(Conversation conversation, Answer answer) {
        if (conversation.format().equals("none")) {
            return Objects.requireNonNullElseGet(answer.text(), () -> String.valueOf(answer.json()));
        }
        JsonNode json = answer.json();
        if (json == null) {
            throw new ScriptException("the request asks for JSON and the script answers with text");
        }
        JsonNode schema = conversation.formatSchema();
        return (schema == null ? json : SchemaFit.fit(json, schema)).toString();
    }

    private static String stop(String text, List<String> stop) {
        int end = text.length();
        for (String sequence : stop) {
            int at = text.indexOf(sequence);
            end = at < 0 ? end : Math.min(end, at);
        }
        return text.substring(0, end);
    }

    private static ObjectNode usage(int prompt, int completion) {
        ObjectNode usage = JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", prompt)
                .put("total_tokens", prompt + completion)
                .put("completion_tokens", completion);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
        return usage.put("service_tier", "standard");
    }

    String text() {
        return String.join("", tokens);
    }
}
