package io.github.mistral4j.examples.eval;

import static io.github.mistral4j.examples.eval.Answers.answer;
import static io.github.mistral4j.examples.eval.Answers.outcome;
import static io.github.mistral4j.examples.eval.Answers.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RetrievalScoresTest {

    private static final Outcome BOTH_SOURCES = outcome(
            question("both", "the first source", "the second source"),
            answer("lookup", "", "noise", "the first source is here", "noise", "and the second source"));
    private static final Outcome ONE_AT_ONCE =
            outcome(question("one", "the answer"), answer("lookup", "", "the answer"));
    private static final Outcome NONE =
            outcome(question("none", "the answer"), answer("lookup", "", "noise", "more noise"));

    @Test
    void recall_is_the_mean_share_of_sources_among_the_first_passages() {
        RetrievalScores scores = RetrievalScores.of(List.of(BOTH_SOURCES, ONE_AT_ONCE, NONE));

        assertThat(scores.recallAt().subList(0, 5))
                .usingElementComparator((left, right) -> Math.abs(left - right) < 1e-9 ? 0 : 1)
                .containsExactly(1 / 3.0, 1.5 / 3, 1.5 / 3, 2 / 3.0, 2 / 3.0);
        assertThat(scores.hitAt().get(0)).isEqualTo(1 / 3.0);
        assertThat(scores.hitAt().get(1)).isEqualTo(2 / 3.0);
    }

    @Test
    void mrr_counts_the_first_passage_with_any_source_and_nothing_for_a_miss() {
        assertThat(RetrievalScores.of(List.of(BOTH_SOURCES, ONE_AT_ONCE, NONE)).mrr())
                .isCloseTo((1 / 2.0 + 1 + 0) / 3, within(1e-9));
    }

    @Test
    void questions_without_sources_are_not_counted() {
        Outcome greeting = outcome(question("hello"), answer("smalltalk", "Hi"));

        RetrievalScores scores = RetrievalScores.of(List.of(greeting, ONE_AT_ONCE));

        assertThat(scores.questions()).isEqualTo(1);
        assertThat(scores.recallAt().get(0)).isEqualTo(1);
    }

    @Test
    void of_a_contradiction_the_first_source_must_be_there() {
        GoldenQuestion contradiction = new GoldenQuestion(
                "contradiction",
                "Why?",
                "lookup",
                null,
                true,
                List.of(
                        new GoldenQuestion.Source(Answers.FILE, "in force"),
                        new GoldenQuestion.Source(Answers.FILE, "older")),
                List.of("24 months"),
                null,
                List.of("contradiction"));

        assertThat(RetrievalScores.of(List.of(outcome(contradiction, answer("lookup", "", "older: 36 months"))))
                        .inForce()
                        .counts())
                .isEqualTo("0 of 1");
        RetrievalScores right =
                RetrievalScores.of(List.of(outcome(contradiction, answer("lookup", "", "in force: 24 months"))));
        assertThat(right.inForce().counts()).isEqualTo("1 of 1");
        assertThat(right.expected().counts()).isEqualTo("1 of 1");
    }
}
