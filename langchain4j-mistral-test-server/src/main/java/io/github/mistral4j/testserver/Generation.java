package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.testserver.internal.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model says, as the API cuts it: at the stop texts and at the limit of tokens. */
record Generation(
        String id,
        String model,
        List<String> thinking,
        List<String> pieces,
        List<Call> calls,
        ToolCallStreaming streaming,
        String finish,
        int promptTokens,
        int completionTokens) {

    static final long CREATED = 1_787_150_060;

    /** A call of a tool with its id. */
    record Call(String id, String name, String arguments) {}

    static Generation of(Conversation conversation, Reply.Said said, @Nullable String model, Ids ids) {
        List<Call> calls = said.calls().stream()
                .map(call -> new Call(ids.toolCall(), call.name(), call.arguments()))
                .toList();
        List<String> pieces = stopped(conversation, said.pieces());
        String finish = calls.isEmpty() ? "stop" : "tool_calls";
        List<String> limited = limited(pieces, conversation.maxTokens());
        if (limited.size() < pieces.size() || !limited.equals(pieces)) {
            finish = "length";
        }
        List<String> thinking = said.thinking() == null ? List.of() : Tokens.of(said.thinking());
        int completion = tokens(limited)
                + thinking.size()
                + calls.stream()
                        .mapToInt(call -> 5 + Tokens.count(call.arguments()))
                        .sum();
        return new Generation(
                ids.next(),
                model == null ? conversation.model() : model,
                thinking,
                limited,
                calls,
                said.streaming(),
                said.finish() == null ? finish : said.finish(),
                conversation.promptTokens(),
                completion);
    }

    private static int tokens(List<String> pieces) {
        return pieces.stream().mapToInt(Tokens::count).sum();
    }

    /** The pieces up to the first stop text, which may lie across several of them. */
    private static List<String> stopped(Conversation conversation, List<String> pieces) {
        String text = String.join("", pieces);
        int end = text.length();
        for (String stop : conversation.stop()) {
            int at = text.indexOf(stop);
            end = at < 0 || stop.isEmpty() ? end : Math.min(end, at);
        }
        List<String> kept = new ArrayList<>();
        if (!conversation.prefix().isEmpty()) {
            kept.addAll(Tokens.of(conversation.prefix()));
        }
        for (String piece : pieces) {
            if (end > 0) {
                kept.add(piece.substring(0, Math.min(end, piece.length())));
            }
            end -= piece.length();
        }
        return kept;
    }

    private static List<String> limited(List<String> pieces, int most) {
        List<String> kept = new ArrayList<>();
        int left = most;
        for (String piece : pieces) {
            List<String> tokens = Tokens.of(piece);
            if (tokens.size() > left) {
                if (left > 0) {
                    kept.add(String.join("", tokens.subList(0, left)));
                }
                return kept;
            }
            left -= tokens.size();
            kept.add(piece);
        }
        return kept;
    }

    String text() {
        return String.join("", pieces);
    }

    @Nullable
    String thought() {
        return thinking.isEmpty() ? null : String.join("", thinking);
    }

    ObjectNode usage() {
        ObjectNode usage = JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", promptTokens)
                .put("total_tokens", promptTokens + completionTokens)
                .put("completion_tokens", completionTokens);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
        return usage.put("service_tier", "standard");
    }
}
