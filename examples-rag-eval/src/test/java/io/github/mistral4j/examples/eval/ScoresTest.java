package io.github.mistral4j.examples.eval;

import static io.github.mistral4j.examples.eval.Answers.answer;
import static io.github.mistral4j.examples.eval.Answers.outcome;
import static io.github.mistral4j.examples.eval.Answers.question;
import static io.github.mistral4j.examples.eval.Answers.refusal;
import static io.github.mistral4j.examples.eval.Answers.unanswerable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mistral4j.examples.routing.RoutingTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private static GoldenQuestion expecting(String id, List<String> expect, List<String> forbid, String... tags) {
        return new GoldenQuestion(
                id,
                "Why?",
                "lookup",
                null,
                true,
                List.of(new GoldenQuestion.Source(Answers.FILE, "x")),
                expect,
                forbid,
                List.of(tags));
    }

    private static Evaluation evaluation(boolean standIn, Outcome... outcomes) {
        return Evaluation.of(Answers.facts(standIn), List.of(outcomes), List.of(), RoutingTable.bundled());
    }

    @Test
    void the_confusion_matrix_counts_where_the_questions_of_a_task_went() {
        Evaluation evaluation = evaluation(
                false,
                outcome(question("a"), answer("lookup", "")),
                outcome(question("b"), answer("code", "")),
                outcome(question("c"), answer("code", "")));

        assertThat(evaluation.confusion().tasks()).containsExactly("lookup", "code");
        assertThat(evaluation.confusion().count("lookup", "lookup")).isEqualTo(1);
        assertThat(evaluation.confusion().count("lookup", "code")).isEqualTo(2);
        assertThat(evaluation.confusion().count("code", "code")).isZero();
        assertThat(evaluation.routing().counts()).isEqualTo("1 of 3");
    }

    @Test
    void refusals_are_right_or_wrong_and_by_the_threshold_or_the_model() {
        RefusalScores scores = RefusalScores.of(List.of(
                outcome(unanswerable("a"), refusal("")),
                outcome(unanswerable("b"), refusal("a model")),
                outcome(unanswerable("c"), answer("lookup", "Invented.")),
                outcome(question("d", "x"), refusal("a model")),
                outcome(question("e", "x"), answer("lookup", "x [1]", "x"))));

        assertThat(scores.unanswerable().counts()).isEqualTo("2 of 3");
        assertThat(scores.unanswerableWithoutModel().counts()).isEqualTo("1 of 3");
        assertThat(scores.answerable().counts()).isEqualTo("1 of 2");
        assertThat(scores.answerableWithoutModel().counts()).isEqualTo("0 of 2");
    }

    @Test
    void an_expected_string_is_supported_when_the_passage_named_behind_it_holds_it() {
        String[] passages = {"The battery lasts 18 months.", "The warranty is 24 months."};
        GoldenQuestion golden = expecting("a", List.of("18 months", "24 months"), List.of());

        AnswerScores right = AnswerScores.of(
                List.of(outcome(
                        golden, answer("lookup", "It lasts 18 months [1]. The warranty: 24 months [2].", passages))),
                true);
        AnswerScores swapped = AnswerScores.of(
                List.of(outcome(
                        golden, answer("lookup", "It lasts 18 months [2]. The warranty: 24 months [1].", passages))),
                true);

        assertThat(right.expected().counts()).isEqualTo("2 of 2");
        assertThat(right.supported().counts()).isEqualTo("2 of 2");
        assertThat(swapped.expected().counts()).isEqualTo("2 of 2");
        assertThat(swapped.supported().counts()).isEqualTo("0 of 2");
    }

    @Test
    void grouped_marks_are_all_looked_at() {
        GoldenQuestion golden = expecting("a", List.of("24 months"), List.of());

        AnswerScores scores = AnswerScores.of(
                List.of(outcome(golden, answer("lookup", "It is 24 months [1][2].", "noise", "24 months"))), true);

        assertThat(scores.supported().counts()).isEqualTo("1 of 1");
    }

    @Test
    void marks_without_a_passage_and_forbidden_strings_are_counted() {
        GoldenQuestion golden = expecting("a", List.of(), List.of("PINEAPPLE FROST"));

        AnswerScores scores = AnswerScores.of(
                List.of(
                        outcome(golden, answer("lookup", "Free of charge [1][7]. Pineapple frost", Set.of(7), "noise")),
                        outcome(golden, answer("lookup", "It costs €45.", "noise"))),
                true);

        assertThat(scores.validMarks().counts()).isEqualTo("1 of 2");
        assertThat(scores.marked().counts()).isEqualTo("1 of 2");
        assertThat(scores.forbidden().counts()).isEqualTo("1 of 2");
    }

    @Test
    void the_stand_in_is_not_judged_by_follow_ups_or_by_sums() {
        GoldenQuestion followUp =
                new GoldenQuestion("follow-up", "And?", "lookup", List.of("Before?"), true, null, null, null, null);
        Outcome[] outcomes = {
            outcome(expecting("sum", List.of("1866.68"), List.of(), "computed"), answer("lookup", "1,866.68 [1]", "x")),
            outcome(followUp, answer("code", ""))
        };

        Evaluation standIn = evaluation(true, outcomes);
        assertThat(standIn.routing().counts()).isEqualTo("1 of 1");
        assertThat(standIn.joinedRouting().counts()).isEqualTo("0 of 1");
        assertThat(standIn.answers().expected().value()).isEmpty();
        assertThat(standIn.notMeasured())
                .contains("1 question whose answer has to be worked out")
                .anyMatch(item -> item.startsWith("1 question that follow"));

        Evaluation real = evaluation(false, outcomes);
        assertThat(real.routing().counts()).isEqualTo("1 of 2");
        assertThat(real.answers().expected().counts()).isEqualTo("1 of 1");
        assertThat(real.notMeasured()).isEmpty();
    }

    @Test
    void always_is_computed_from_the_same_tokens_and_the_price_table() {
        Evaluation evaluation = evaluation(false, outcome(question("a"), answer("lookup", "x")));

        CostScores cost = evaluation.cost();
        assertThat(cost.inputTokens()).isEqualTo(1000);
        assertThat(cost.routed()).isCloseTo(0.00066, within(1e-9));
        var large = RoutingTable.bundled().model("mistral-large-2512");
        assertThat(cost.always().get("mistral-large-2512"))
                .isCloseTo((1000 * large.input() + 100 * large.output()) / 1e6 + 0.00001, within(1e-9));
        assertThat(cost.answersByModel()).isEqualTo(Map.of("mistral-large-2512", 1));
    }

    @Test
    void percentiles_are_times_that_were_measured() {
        Percentiles hundred =
                Percentiles.of(LongStream.rangeClosed(1, 100).boxed().toList());

        assertThat(hundred.at(0.5)).isEqualTo(50);
        assertThat(hundred.at(0.95)).isEqualTo(95);
        assertThat(Percentiles.of(List.of(30L, 10L, 20L)).at(0.95)).isEqualTo(30);
        assertThat(Percentiles.of(List.of()).at(0.5)).isZero();
    }

    @Test
    void the_gate_names_what_is_too_low_and_what_was_not_measured() {
        Evaluation evaluation = evaluation(
                false, outcome(question("a"), answer("lookup", "")), outcome(question("b"), answer("code", "")));
        Map<String, Double> least = new LinkedHashMap<>();
        least.put("routing", 0.6);
        least.put("recall@5", 0.1);
        least.put("refused", 0.0);

        assertThat(new Gate(least).complaints(evaluation))
                .containsExactly(
                        "routing is 0.500, not 0.600", "recall@5 was not measured", "refused was not measured");
        assertThat(new Gate(Map.of("routing", 0.5)).complaints(evaluation)).isEmpty();
    }

    @Test
    void the_gate_knows_its_metrics() {
        for (String name : List.of("recall@0", "recall@13", "recall", "accuracy", "recall@K")) {
            assertThatThrownBy(() -> new Gate(Map.of(name, 0.5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(name);
        }
    }
}
