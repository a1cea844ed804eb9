package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.Classifications;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.Moderations;
import io.github.mistral4j.client.internal.json.RequestJson;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moderation and classification, of texts and of conversations. */
public final class ModerationJson {

    private ModerationJson() {}

    public static Map<String, @Nullable Object> texts(String model, List<String> input) {
        return new Fields.Writer()
                .put("model", model)
                .put("input", List.copyOf(input))
                .map();
    }

    /** Conversations to moderate: lists of messages. */
    public static Map<String, @Nullable Object> conversations(String model, List<List<Message>> conversations) {
        return new Fields.Writer()
                .put("model", model)
                .put("input", conversations.stream().map(RequestJson::messages).toList())
                .map();
    }

    /** Conversations to classify: objects with messages. */
    public static Map<String, @Nullable Object> classified(String model, List<List<Message>> conversations) {
        return new Fields.Writer()
                .put("model", model)
                .put(
                        "input",
                        conversations.stream()
                                .map(messages -> Map.of("messages", RequestJson.messages(messages)))
                                .toList())
                .map();
    }

    public static @Nullable Moderations moderations(Map<String, @Nullable Object> body) throws UnexpectedBodyException {
        Fields fields = new Fields(body);
        if (!fields.has("results")) {
            return null;
        }
        List<Moderations.Result> results = fields.list(
                "results",
                result -> new Moderations.Result(
                        judged(result.object("categories"), Boolean.class), scores(result.object("category_scores"))));
        return new Moderations(fields.text("id"), fields.text("model"), results, fields.usage());
    }

    public static @Nullable Classifications classifications(Map<String, @Nullable Object> body)
            throws UnexpectedBodyException {
        Fields fields = new Fields(body);
        if (!fields.has("results")) {
            return null;
        }
        return new Classifications(
                fields.text("id"),
                fields.text("model"),
                fields.list("results", ModerationJson::targets),
                fields.usage());
    }

    private static Map<String, Map<String, Double>> targets(Fields result) throws UnexpectedBodyException {
        Map<String, Map<String, Double>> targets = new HashMap<>();
        for (String target : result.map().keySet()) {
            Fields found = result.object(target);
            if (found != null) {
                targets.put(target, scores(found.object("scores")));
            }
        }
        return targets;
    }

    private static Map<String, Double> scores(@Nullable Fields categories) throws UnexpectedBodyException {
        Map<String, Double> scores = new HashMap<>();
        judged(categories, Number.class).forEach((name, score) -> scores.put(name, score.doubleValue()));
        return scores;
    }

    /** What is said of each category: a null is nothing, and what cannot be read is not taken for nothing. */
    private static <T> Map<String, T> judged(@Nullable Fields categories, Class<T> type)
            throws UnexpectedBodyException {
        Map<String, T> judged = new HashMap<>();
        for (var category : categories == null
                ? Map.<String, @Nullable Object>of().entrySet()
                : categories.map().entrySet()) {
            Object value = category.getValue();
            if (type.isInstance(value)) {
                judged.put(category.getKey(), type.cast(value));
            } else if (value != null) {
                throw new UnexpectedBodyException("what is said of a category is not a " + type.getSimpleName());
            }
        }
        return judged;
    }
}
