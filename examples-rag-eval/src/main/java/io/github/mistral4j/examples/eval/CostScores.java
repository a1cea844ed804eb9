package io.github.mistral4j.examples.eval;

import dev.langchain4j.model.output.TokenUsage;
import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.pricing.PriceList;
import io.github.mistral4j.examples.routing.RoutingTable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tokens and dollars of the answers, embedding and rewriting the question included.
 *
 * @param routed what the chosen models cost
 * @param always by model: what the same tokens would have cost with this model for every answer; computed, not measured
 * @param answersByModel how many answers each model gave
 */
public record CostScores(
        int answers,
        long inputTokens,
        long outputTokens,
        double routed,
        Map<String, Double> always,
        Map<String, Integer> answersByModel) {

    static CostScores of(List<Outcome> outcomes, RoutingTable table) {
        List<Answer> answers = outcomes.stream()
                .map(Outcome::answer)
                .filter(answer -> !answer.answeredBy().isEmpty())
                .toList();
        double overhead = outcomes.stream()
                .mapToDouble(outcome -> outcome.answer().cost().overhead())
                .sum();
        PriceList prices = new PriceList(table);
        Map<String, Double> always = new LinkedHashMap<>();
        for (String model : comparedModels(table)) {
            always.put(
                    model,
                    overhead
                            + answers.stream()
                                    .mapToDouble(answer -> prices.chat(
                                            model, new TokenUsage(answer.inputTokens(), answer.outputTokens())))
                                    .sum());
        }
        Map<String, Integer> byModel = new TreeMap<>();
        answers.forEach(answer -> byModel.merge(answer.decision().model(), 1, Integer::sum));
        return new CostScores(
                answers.size(),
                answers.stream().mapToLong(Answer::inputTokens).sum(),
                answers.stream().mapToLong(Answer::outputTokens).sum(),
                outcomes.stream()
                        .mapToDouble(outcome -> outcome.answer().cost().total())
                        .sum(),
                always,
                byModel);
    }

    /** Small, large, and the strongest of all. */
    private static Set<String> comparedModels(RoutingTable table) {
        Set<String> models = new LinkedHashSet<>();
        models.add(table.rewriteModel());
        models.add(table.baselineModel());
        table.models().entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().rank()))
                .ifPresent(strongest -> models.add(strongest.getKey()));
        return models;
    }
}
