package io.github.mistral4j.examples.eval;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How well the passages of the prompt are chosen, over the questions that have sources.
 *
 * @param recallAt for k = 1, 2, …: the share of a question's sources among its first k passages, averaged over the questions. A
 *     question with several sources cannot reach 1 at k = 1
 * @param hitAt for k = 1, 2, …: the share of questions with at least one source among the first k passages
 * @param mrr the mean of 1/rank of the first passage that holds a source, 0 where there is none
 * @param inForce where the documents contradict each other: whether the text in force is among the passages
 * @param expected whether the expected strings stand in the passages, those that have to be worked out aside
 */
public record RetrievalScores(
        int questions, List<Double> recallAt, List<Double> hitAt, double mrr, Share inForce, Share expected) {

    public static final int DEEPEST = 12;

    static RetrievalScores of(List<Outcome> outcomes) {
        List<Outcome> cases = outcomes.stream().filter(Outcome::hasSources).toList();
        List<Outcome> contradictions = cases.stream()
                .filter(outcome -> outcome.golden().isContradiction())
                .toList();
        return new RetrievalScores(
                cases.size(),
                IntStream.rangeClosed(1, DEEPEST)
                        .mapToObj(k -> recall(cases, k))
                        .toList(),
                IntStream.rangeClosed(1, DEEPEST).mapToObj(k -> hits(cases, k)).toList(),
                mrr(cases),
                Share.of(contradictions, outcome -> outcome.ranks().get(0) > 0),
                expected(cases));
    }

    static double recall(List<Outcome> cases, int k) {
        return cases.stream()
                .mapToDouble(outcome -> outcome.recallAt(k))
                .average()
                .orElse(0);
    }

    private static double hits(List<Outcome> cases, int k) {
        return cases.stream()
                .mapToDouble(outcome -> outcome.recallAt(k) > 0 ? 1 : 0)
                .average()
                .orElse(0);
    }

    static double mrr(List<Outcome> cases) {
        return cases.stream()
                .mapToDouble(outcome -> {
                    int rank = outcome.firstRank().orElse(0);
                    return rank == 0 ? 0 : 1.0 / rank;
                })
                .average()
                .orElse(0);
    }

    private static Share expected(List<Outcome> cases) {
        int strings = 0;
        int found = 0;
        for (Outcome outcome : cases) {
            if (!outcome.golden().isComputed()) {
                strings += outcome.golden().expect().size();
                found += (int) outcome.golden().expect().stream()
                        .filter(outcome::isInPassages)
                        .count();
            }
        }
        return new Share(found, strings);
    }
}
