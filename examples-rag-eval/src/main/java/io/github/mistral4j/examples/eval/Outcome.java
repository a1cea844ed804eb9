package io.github.mistral4j.examples.eval;

import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.answer.Source;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A golden question and the answer it got. */
public record Outcome(GoldenQuestion golden, Answer answer) {

    boolean isRoutedRight() {
        return answer.decision().task().equals(golden.task());
    }

    boolean hasSources() {
        return !golden.sources().isEmpty();
    }

    boolean isRefused() {
        return !answer.found();
    }

    /** No passage was near enough, so that no model was asked. */
    boolean isRefusedWithoutModel() {
        return isRefused() && answer.answeredBy().isEmpty();
    }

    /** A stand-in may run behind {@code MISTRAL_BASE_URL}, too; it answers under its own name. */
    boolean isFromStandIn() {
        return answer.answeredBy().startsWith("standin-");
    }

    /** For each source of the golden question, the number of the first passage that holds it; 0 when none does. */
    List<Integer> ranks() {
        return golden.sources().stream().map(this::rank).toList();
    }

    /** The number of the first passage that holds any source. */
    OptionalInt firstRank() {
        return ranks().stream().mapToInt(rank -> rank).filter(rank -> rank > 0).min();
    }

    double recallAt(int k) {
        long found = ranks().stream().filter(rank -> rank > 0 && rank <= k).count();
        return (double) found / golden.sources().size();
    }

    boolean isInPassages(String expected) {
        return answer.sources().stream()
                .anyMatch(source -> TextMatch.contains(source.passage().text(), expected));
    }

    boolean isInAnswer(String expected) {
        return TextMatch.contains(answer.text(), expected);
    }

    private int rank(GoldenQuestion.Source wanted) {
        List<Source> sources = answer.sources();
        return IntStream.range(0, sources.size())
                .filter(i -> TextMatch.holds(sources.get(i).passage(), wanted))
                .map(i -> i + 1)
                .findFirst()
                .orElse(0);
    }
}
