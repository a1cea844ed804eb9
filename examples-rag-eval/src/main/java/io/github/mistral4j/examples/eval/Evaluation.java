package io.github.mistral4j.examples.eval;

import io.github.mistral4j.examples.routing.RoutingTable;
import java.util.List;
import java.util.stream.Stream;

/**
 * The outcomes and what they come to.
 *
 * @param judged the outcomes that routing, retrieval, refusals and answers are measured on: with the stand-in all but the
 *     follow-up questions, because it cannot write them anew
 * @param failures questions that got no answer
 */
public record Evaluation(
        RunFacts facts,
        List<Outcome> outcomes,
        List<QuestionFailure> failures,
        List<Outcome> judged,
        Share routing,
        ConfusionMatrix confusion,
        RetrievalScores retrieval,
        RefusalScores refusals,
        AnswerScores answers,
        Percentiles firstToken,
        Percentiles total,
        CostScores cost) {

    /** A question that got no answer. */
    public record QuestionFailure(String id, String message) {}

    public static Evaluation of(
            RunFacts facts, List<Outcome> outcomes, List<QuestionFailure> failures, RoutingTable table) {
        List<Outcome> judged = outcomes.stream()
                .filter(outcome -> !facts.standIn() || !outcome.golden().isFollowUp())
                .toList();
        List<Outcome> asked = outcomes.stream()
                .filter(outcome -> !outcome.answer().answeredBy().isEmpty())
                .toList();
        return new Evaluation(
                facts,
                List.copyOf(outcomes),
                List.copyOf(failures),
                judged,
                Share.of(judged, Outcome::isRoutedRight),
                ConfusionMatrix.of(judged),
                RetrievalScores.of(judged),
                RefusalScores.of(judged),
                AnswerScores.of(judged, !facts.standIn()),
                Percentiles.of(asked.stream()
                        .map(outcome -> outcome.answer().timings().firstToken())
                        .toList()),
                Percentiles.of(asked.stream()
                        .map(outcome -> outcome.answer().timings().total())
                        .toList()),
                CostScores.of(outcomes, table));
    }

    /** The follow-ups that are not judged, because the stand-in puts the question before in front of them. */
    public List<Outcome> joinedFollowUps() {
        return outcomes.stream().filter(outcome -> !judged.contains(outcome)).toList();
    }

    public Share joinedRouting() {
        return Share.of(joinedFollowUps(), Outcome::isRoutedRight);
    }

    public double joinedRecall(int k) {
        return RetrievalScores.recall(
                joinedFollowUps().stream().filter(Outcome::hasSources).toList(), k);
    }

    /** What only a language model could show; empty when there is one. */
    public List<String> notMeasured() {
        if (!facts.standIn()) {
            return List.of();
        }
        long computed = outcomes.stream()
                .filter(outcome -> outcome.golden().isComputed())
                .count();
        return Stream.of(
                        "what a language model would write",
                        questions(computed, "whose answer has to be worked out"),
                        questions(
                                joinedFollowUps().size(), "that follow on others: the stand-in cannot write them anew"),
                        "whether a model says no when the passages do not hold the answer",
                        "whether a model follows orders in a document",
                        "Mistral's latency and tokens")
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static String questions(long count, String which) {
        return count == 0 ? "" : count + (count == 1 ? " question " : " questions ") + which;
    }
}
