package io.github.mistral4j.examples.eval;

import io.github.mistral4j.examples.answer.Source;
import java.util.List;

/**
 * What the answers say.
 *
 * @param expected expected strings that stand in the answers
 * @param forbidden questions with forbidden strings whose answer holds none
 * @param validMarks marks that point to a passage of the prompt
 * @param marked answers from documents that have a mark
 * @param supported expected strings in an answer that stand in a passage named right behind them
 */
public record AnswerScores(Share expected, Share forbidden, Share validMarks, Share marked, Share supported) {

    /** @param computed whether answers that have to be worked out are counted */
    static AnswerScores of(List<Outcome> outcomes, boolean computed) {
        int strings = 0;
        int said = 0;
        int checkable = 0;
        int supported = 0;
        int marks = 0;
        int valid = 0;
        for (Outcome outcome : outcomes) {
            valid += outcome.answer().citations().valid().size();
            marks += outcome.answer().citations().valid().size()
                    + outcome.answer().citations().invalid().size();
            for (String expected : outcome.golden().expect()) {
                boolean counted = computed || !outcome.golden().isComputed();
                strings += counted ? 1 : 0;
                if (counted && outcome.isInAnswer(expected)) {
                    said++;
                    if (!outcome.golden().isComputed()) {
                        checkable++;
                        supported += isSupported(outcome, expected) ? 1 : 0;
                    }
                }
            }
        }
        List<Outcome> forbidding = outcomes.stream()
                .filter(outcome -> !outcome.golden().forbid().isEmpty())
                .toList();
        List<Outcome> fromDocuments = outcomes.stream()
                .filter(outcome ->
                        outcome.answer().found() && !outcome.answer().sources().isEmpty())
                .toList();
        return new AnswerScores(
                new Share(said, strings),
                Share.of(
                        forbidding,
                        outcome -> outcome.golden().forbid().stream().noneMatch(outcome::isInAnswer)),
                new Share(valid, marks),
                Share.of(
                        fromDocuments,
                        outcome -> !outcome.answer().citations().valid().isEmpty()),
                new Share(supported, checkable));
    }

    private static boolean isSupported(Outcome outcome, String expected) {
        return MarkedText.in(outcome.answer().text()).stream()
                .filter(piece -> TextMatch.contains(piece.text(), expected))
                .flatMap(piece -> piece.marks().stream())
                .anyMatch(number -> outcome.answer().sources().stream()
                        .filter(source -> source.number() == number)
                        .map(Source::passage)
                        .anyMatch(passage -> TextMatch.contains(passage.text(), expected)));
    }
}
