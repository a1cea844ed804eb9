package io.github.mistral4j.examples.eval;

import java.util.List;

/**
 * Who gets "not in these documents".
 *
 * @param unanswerable those that are refused, as they should be
 * @param unanswerableWithoutModel those of them that are refused because no passage is near enough
 * @param answerable those that are refused although the documents hold the answer
 * @param answerableWithoutModel those of them that are refused because no passage is near enough
 */
public record RefusalScores(
        Share unanswerable, Share unanswerableWithoutModel, Share answerable, Share answerableWithoutModel) {

    static RefusalScores of(List<Outcome> outcomes) {
        List<Outcome> without = outcomes.stream()
                .filter(outcome -> !outcome.golden().answerable())
                .toList();
        List<Outcome> with = outcomes.stream().filter(Outcome::hasSources).toList();
        return new RefusalScores(
                Share.of(without, Outcome::isRefused),
                Share.of(without, Outcome::isRefusedWithoutModel),
                Share.of(with, Outcome::isRefused),
                Share.of(with, Outcome::isRefusedWithoutModel));
    }
}
