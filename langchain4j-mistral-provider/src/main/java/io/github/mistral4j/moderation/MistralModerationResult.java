package io.github.mistral4j.moderation;

import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.moderation.ModerationResponse;
import io.github.mistral4j.client.api.Moderations;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one text.
 *
 * @param flaggedCategories those that count and exceeded their threshold
 * @param categories what the server says of each category, by its own thresholds
 * @param categoryScores 0 to 1, for each category
 */
public record MistralModerationResult(
        Set<String> flaggedCategories, Map<String, Boolean> categories, Map<String, Double> categoryScores) {

    public MistralModerationResult {
        flaggedCategories = Set.copyOf(flaggedCategories);
        categories = Map.copyOf(categories);
        categoryScores = Map.copyOf(categoryScores);
    }

    /** Whether a category that counts exceeded its threshold. */
    public boolean flagged() {
        return !flaggedCategories.isEmpty();
    }

    /** The results of a response of {@link MistralModerationModel}, one for each text. */
    public static List<MistralModerationResult> of(ModerationResponse response) {
        return response.metadata().get(MistralModerationModel.RESULTS) instanceof List<?> list
                ? list.stream().map(MistralModerationResult.class::cast).toList()
                : List.of();
    }

    static MistralModerationResult of(
            Moderations.Result result, @Nullable Set<String> counted, Map<String, Double> thresholds) {
        Set<String> known = new TreeSet<>(result.categories().keySet());
        known.addAll(result.categoryScores().keySet());
        if (known.isEmpty()) {
            throw new InternalServerException("the server judged a text by no category");
        }
        // To look for names that the model does not have would let everything pass.
        if (counted != null
                        && thresholds.isEmpty()
                        && !counted.isEmpty()
                        && counted.stream().noneMatch(known::contains)
                || !known.containsAll(thresholds.keySet())) {
            throw new InvalidRequestException(
                    "the model does not have the categories that were chosen; it has " + known);
        }
        if (counted != null) {
            known.retainAll(counted);
        }
        known.addAll(thresholds.keySet());
        Set<String> flagged = new TreeSet<>();
        Set<String> unjudged = new TreeSet<>();
        for (String category : known) {
            Double threshold = thresholds.get(category);
            Double score = threshold == null ? null : result.categoryScores().get(category);
            Boolean exceeded = threshold == null || score == null
                    ? result.categories().get(category)
                    : (Boolean) (score >= threshold);
            if (exceeded == null) {
                unjudged.add(category);
            } else if (exceeded) {
                flagged.add(category);
            }
        }
        if (!unjudged.isEmpty()) {
            throw new InternalServerException("the server gave no verdict on " + unjudged);
        }
        return new MistralModerationResult(flagged, result.categories(), result.categoryScores());
    }
}
