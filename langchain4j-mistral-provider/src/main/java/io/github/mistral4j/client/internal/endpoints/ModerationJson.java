package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.Classifications;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.Moderations;
import io.github.mistral4j.client.internal.json.RequestJson;
import java.util.ArrayList;
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

    public static @Nullable Moderations moderations(Map<String, @Nullable Object> body) {
        Fields fields = new Fields(body);
        if (!fields.has("results")) {
            return null;
        }
        List<Moderations.Result> results = new ArrayList<>();
        for (Fields result : fields.objects("results")) {
            results.add(new Moderations.Result(
                    flags(result.object("categories")), scores(result.object("category_scores"))));
        }
        return new Moderations(fields.text("id"), fields.text("model"), results, fields.usage());
    }

    public static @Nullable Classifications classifications(Map<String, @Nullable Object> body) {
        Fields fields = new Fields(body);
        if (!fields.has("results")) {
            return null;
        }
        List<Map<String, Map<String, Double>>> results = new ArrayList<>();
        for (Fields result : fields.objects("results")) {
            Map<String, Map<String, Double>> targets = new HashMap<>();
            for (String target : result.map().keySet()) {
                Fields found = result.object(target);
                if (found != null) {
                    targets.put(target, scores(found.object("scores")));
                }
            }
            results.add(targets);
        }
        return new Classifications(fields.text("id"), fields.text("model"), results, fields.usage());
    }

    private static Map<String, Boolean> flags(@Nullable Fields categories) {
        Map<String, Boolean> flags = new HashMap<>();
        if (categories != null) {
            categories.map().forEach((name, value) -> {
                if (value instanceof Boolean flag) {
                    flags.put(name, flag);
                }
            });
        }
        return flags;
    }

    private static Map<String, Double> scores(@Nullable Fields categories) {
        Map<String, Double> scores = new HashMap<>();
        if (categories != null) {
            categories.map().forEach((name, value) -> {
                if (value instanceof Number number) {
                    scores.put(name, number.doubleValue());
                }
            });
        }
        return scores;
    }
}
