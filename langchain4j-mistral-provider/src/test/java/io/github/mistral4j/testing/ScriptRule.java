package io.github.mistral4j.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
                && (!rule.has("tool") || conversation.offers(rule.path("tool").asText()));
    }

    Answer answer(Conversation conversation) {
        if (rule.has("text")) {
            String text = rule.path("text").asText().repeat(rule.path("times").asInt(1));
            return Answer.text(fill(text, conversation, UnaryOperator.identity()));
        }
        if (rule.has("json")) {
            return Answer.json(fill(rule.path("json"), conversation));
        }
        List<Answer.Call> calls = new ArrayList<>();
        for (JsonNode call : rule.path("calls")) {
            calls.add(new Answer.Call(call.path("name").asText(), fill(call.path("arguments"), conversation)));
        }
        return Answer.calls(calls);
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
        String filled = text.replace("${pictures}", quote.apply(String.join(" and ", conversation.pictures())));
        List<String> results = conversation.results();
        for (int i = 0; i < results.size(); i++) {
            filled = filled.replace("${result" + i + "}", quote.apply(results.get(i)));
        }
        return filled;
    }
}
