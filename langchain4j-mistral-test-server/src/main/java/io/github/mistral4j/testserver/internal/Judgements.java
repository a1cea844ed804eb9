package io.github.mistral4j.testserver.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What is said of texts: moderations and classifications. A text is flagged with the categories whose names it contains, such as
 * {@code violence_and_threats}.
 */
public final class Judgements {

    private static final List<String> CATEGORIES = List.of(
            "sexual",
            "hate_and_discrimination",
            "violence_and_threats",
            "dangerous",
            "criminal",
            "selfharm",
            "health",
            "financial",
            "law",
            "pii",
            "jailbreaking");

    private Judgements() {}

    public static ObjectNode moderation(JsonNode request, String id) {
        List<String> texts = texts(request.path("input"));
        ObjectNode body = head(request, id);
        for (String text : texts) {
            ObjectNode result = body.withArray("/results").addObject();
            ObjectNode categories = result.putObject("categories");
            ObjectNode scores = result.putObject("category_scores");
            for (String category : CATEGORIES) {
                boolean flagged = text.contains(category);
                categories.put(category, flagged);
                scores.put(category, flagged ? 0.97 : 0.0001);
            }
        }
        int tokens = texts.stream().mapToInt(Tokens::count).sum();
        // The total is more than the sum, as on the wire.
        body.putObject("usage")
                .put("prompt_tokens", tokens)
                .put("completion_tokens", 0)
                .put("total_tokens", tokens + 61)
                .put("request_count", 1);
        return body;
    }

    public static ObjectNode classification(JsonNode request, String id) {
        ObjectNode body = head(request, id);
        for (int i = 0; i < texts(request.path("input")).size(); i++) {
            body.withArray("/results")
                    .addObject()
                    .putObject("sentiment")
                    .putObject("scores")
                    .put("positive", 0.9)
                    .put("negative", 0.1);
        }
        return body;
    }

    private static ObjectNode head(JsonNode request, String id) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("id", id);
        body.put("model", request.path("model").asText()).putArray("results");
        return body;
    }

    /** One text for each result: of a conversation its last turn. */
    private static List<String> texts(JsonNode input) {
        if (input.isTextual()) {
            return List.of(input.asText());
        }
        if (input.has("messages")) {
            return texts(input.get("messages"));
        }
        if (input.path(0).has("role")) {
            return List.of(text(input.get(input.size() - 1).path("content")));
        }
        List<String> texts = new ArrayList<>();
        input.forEach(one -> texts.addAll(texts(one)));
        return texts;
    }

    private static String text(JsonNode content) {
        return content.isTextual()
                ? content.asText()
                : StreamSupport.stream(content.spliterator(), false)
                        .map(part -> part.path("text").asText())
                        .collect(Collectors.joining(" "));
    }
}
