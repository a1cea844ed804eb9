package io.github.mistral4j.examples.eval;

import io.github.mistral4j.examples.answer.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Something that is not as it should be, and what helps to find out why. */
public record Miss(String id, Kind kind, String detail) {

    /** What went wrong. */
    public enum Kind {
        ROUTING("Routed elsewhere"),
        RETRIEVAL("Sources that are not among the passages"),
        REFUSED("Refused although the documents hold the answer"),
        NOT_REFUSED("Answered although the documents do not hold the answer"),
        EXPECTED("Expected strings that the answer lacks"),
        FORBIDDEN("Forbidden strings in the answer"),
        MARKS("Marks that point to no passage");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Of the questions that are judged. */
    public static List<Miss> in(Evaluation evaluation) {
        List<Miss> misses = new ArrayList<>();
        evaluation.judged().forEach(outcome -> add(outcome, evaluation.facts().standIn(), misses));
        return misses;
    }

    private static void add(Outcome outcome, boolean standIn, List<Miss> misses) {
        GoldenQuestion golden = outcome.golden();
        Answer answer = outcome.answer();
        if (!outcome.isRoutedRight()) {
            misses.add(new Miss(
                    golden.id(),
                    Kind.ROUTING,
                    golden.task() + " went to " + answer.decision().task() + ", "
                            + answer.decision().reason() + numbers(answer)));
        }
        for (int i = 0; i < golden.sources().size(); i++) {
            if (outcome.ranks().get(i) == 0) {
                GoldenQuestion.Source source = golden.sources().get(i);
                OptionalInt first = outcome.firstRank();
                String others = first.isPresent() ? " (another source is at " + first.getAsInt() + ")" : "";
                misses.add(new Miss(
                        golden.id(), Kind.RETRIEVAL, source.file() + ": " + shortened(source.contains()) + others));
            }
        }
        if (golden.answerable() && outcome.isRefused()) {
            misses.add(new Miss(golden.id(), Kind.REFUSED, golden.question()));
        } else if (!golden.answerable() && !outcome.isRefused()) {
            misses.add(new Miss(golden.id(), Kind.NOT_REFUSED, golden.question()));
        }
        if (!standIn || !golden.isComputed()) {
            golden.expect().stream()
                    .filter(expected -> !outcome.isInAnswer(expected))
                    .forEach(expected -> misses.add(new Miss(golden.id(), Kind.EXPECTED, expected)));
        }
        golden.forbid().stream()
                .filter(outcome::isInAnswer)
                .forEach(forbidden -> misses.add(new Miss(golden.id(), Kind.FORBIDDEN, forbidden)));
        if (!answer.citations().invalid().isEmpty()) {
            misses.add(new Miss(
                    golden.id(), Kind.MARKS, answer.citations().invalid().toString()));
        }
    }

    private static String numbers(Answer answer) {
        Double score = answer.decision().score();
        return score == null ? "" : String.format(Locale.ROOT, " (%.2f)", score);
    }

    private static String shortened(String text) {
        return text.length() <= 70 ? text : text.substring(0, 69) + "…";
    }
}
