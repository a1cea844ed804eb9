package io.github.mistral4j.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mistral4j.testserver.Conversation;
import io.github.mistral4j.testserver.Reply;
import io.github.mistral4j.testserver.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One rule of a script: conditions, all of which must hold, and the answer.
 *
 * <ul>
 *   <li>{@code question}: a text that is part of the last user message
 *   <li>{@code history}: a text that is part of an earlier message
 *   <li>{@code results}: how many tool results follow the last user message, 0 when it is not said
 *   <li>{@code result}: a text that is part of the last tool result
 *   <li>{@code format}: {@code none}, {@code object} for JSON mode, the name of a schema, or {@code *}; none by default
 *   <li>{@code part}: the type of a part of the last user message, such as {@code input_audio}
 *   <li>{@code tool}: the name of a tool that is offered
 * </ul>
 *
 * The answer is {@code text} (as often as {@code times} says), {@code json} or {@code calls}. In it,
 * <code>${result0}</code> and so on stand for tool results, <code>${pictures}</code> for what the images show.
 */
final class ScriptRule {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode rule;

    ScriptRule(JsonNode rule) {
        this.rule = rule;
    }

    boolean fits(Conversation conversation) {
        List<String> results = conversation.results();
        String last = results.isEmpty() ? "" : results.get(results.size() - 1);
        String format = rule.path("format").asText("none");
        return conversation.question().contains(rule.path("question").asText())
                && conversation.history().contains(rule.path("history").asText())
                && results.size() == rule.path("results").asInt()
                && last.contains(rule.path("result").asText())
                && (format.equals("*") || format.equals(conversation.format()))
                && (!rule.has("part")
                        || conversation.parts().contains(rule.path("part").asText()))
                && (!rule.has("tool")
                        || conversation.parametersOf(rule.path("tool").asText()) != null);
    }

    Reply answer(Conversation conversation) {
        Reply reply = reply(conversation);
        return conversation.isThinking() ? reply.thinking("Let me think about it.") : reply;
    }

    private Reply reply(Conversation conversation) {
        if (rule.has("calls")) {
            List<ToolCall> calls = new ArrayList<>();
            rule.get("calls").forEach(call -> calls.add(call(call, conversation)));
            return Reply.toolCalls(calls.toArray(ToolCall[]::new));
        }
        if (conversation.isToolForced()) {
            throw new ScriptException("the request forces a tool and the script calls none");
        }
        if (rule.has("json")) {
            JsonNode json = fill(rule.path("json"), conversation);
            JsonNode schema = conversation.formatSchema();
            return Reply.text((schema == null ? json : SchemaFit.fit(json, schema)).toString());
        }
        if (!conversation.format().equals("none")) {
            throw new ScriptException("the request asks for JSON and the script answers with text");
        }
        String text = rule.path("text").asText().repeat(rule.path("times").asInt(1));
        return Reply.text(fill(text, conversation, UnaryOperator.identity()));
    }

    private static ToolCall call(JsonNode call, Conversation conversation) {
        String name = call.path("name").asText();
        JsonNode parameters = conversation.parametersOf(name);
        if (parameters == null) {
            throw new ScriptException("the script calls " + name + ", which was not offered");
        }
        return new ToolCall(
                name,
                SchemaFit.fit(fill(call.path("arguments"), conversation), parameters)
                        .toString());
    }

    private static JsonNode fill(JsonNode json, Conversation conversation) {
        try {
            return JSON.readTree(fill(
                    json.toString(),
                    conversation,
                    value -> new String(JsonStringEncoder.getInstance().quoteAsString(value))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fill(String text, Conversation conversation, UnaryOperator<String> quote) {
        String filled =
                text.replace("${pictures}", quote.apply(String.join(" and ", Pictures.shownBy(conversation.images()))));
        List<String> results = conversation.results();
        for (int i = 0; i < results.size(); i++) {
            filled = filled.replace("${result" + i + "}", quote.apply(results.get(i)));
        }
        return filled;
    }
}
