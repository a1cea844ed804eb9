package io.github.mistral4j.examples.eval;

import io.github.mistral4j.examples.cli.Screen;
import io.github.mistral4j.examples.cli.Style;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An evaluation in 80 columns. */
final class EvalTable {

    private static final int WIDTH = 80;
    private static final int LABEL = 42;
    private static final int BAR = 20;

    private final Screen screen;
    private final Style style;

    EvalTable(Screen screen) {
        this.screen = new Screen(
                screen.out(), screen.err(), screen.style(), Math.min(WIDTH, screen.width()), screen.interactive());
        this.style = screen.style();
    }

    void show(Evaluation evaluation, boolean misses) {
        RunFacts facts = evaluation.facts();
        screen.paragraph(
                0,
                style.bold(number(evaluation.outcomes().size(), "question"))
                        + format(
                                " about %s (%s), %s, %.1f s",
                                number(facts.documents(), "document"),
                                number(facts.passages(), "passage"),
                                facts.date(),
                                facts.seconds()));
        screen.paragraph(0, "Server: " + facts.server() + "; embeddings: " + facts.embeddings());
        evaluation
                .failures()
                .forEach(failure ->
                        screen.paragraph(0, style.bad("! ") + failure.id() + " got no answer: " + failure.message()));

        routing(evaluation);
        retrieval(evaluation.retrieval());
        refusals(evaluation.refusals(), facts);
        answers(evaluation.answers(), facts);
        time(evaluation, facts);
        cost(evaluation.cost(), facts);
        notMeasured(evaluation);
        if (misses) {
            misses(evaluation);
        }
    }

    private void routing(Evaluation evaluation) {
        head("Routing", number(evaluation.routing().cases(), "question"));
        row("right task", evaluation.routing());
        ConfusionMatrix confusion = evaluation.confusion();
        StringBuilder columns = new StringBuilder(String.format("  %-20s", "routed to (columns)"));
        confusion.tasks().forEach(task -> columns.append(String.format(" %9s", screen.fit(task, 9))));
        screen.line(style.accent(columns.toString()));
        for (String expected : confusion.tasks()) {
            StringBuilder line = new StringBuilder(String.format("    %-18s", expected));
            for (String decided : confusion.tasks()) {
                int count = confusion.count(expected, decided);
                String cell = String.format(" %9s", count == 0 ? "." : "" + count);
                line.append(count == 0 ? cell : expected.equals(decided) ? style.good(cell) : style.bad(cell));
            }
            screen.line(line.toString());
        }
    }

    private void retrieval(RetrievalScores retrieval) {
        head("Retrieval", number(retrieval.questions(), "question") + " with sources");
        if (retrieval.questions() == 0) {
            return;
        }
        screen.line(style.accent(String.format("  %-5s %6s   %-20s %9s", "k", "recall", "", "any source")));
        for (int k : List.of(1, 3, 5, 8, RetrievalScores.DEEPEST)) {
            double recall = retrieval.recallAt().get(k - 1);
            int filled = (int) Math.round(recall * BAR);
            String bar = "█".repeat(filled) + "░".repeat(BAR - filled);
            screen.line(format(
                    "  %-5d %6.2f   %s %9.2f", k, recall, bar, retrieval.hitAt().get(k - 1)));
        }
        row("MRR of the first passage with a source", format("%.2f", retrieval.mrr()), "");
        row("contradictions: text in force is there", retrieval.inForce());
        row("expected strings in the passages", retrieval.expected());
    }

    private void refusals(RefusalScores refusals, RunFacts facts) {
        String limit = format("no passage reaches %.2f", facts.minPassageScore());
        String all = "  refused in all" + (facts.standIn() ? " (by the stand-in's rule)" : "");
        head("\"Not in these documents\"", "");
        screen.line("  questions that the documents do not answer");
        row("  " + limit, refusals.unanswerableWithoutModel());
        row(all, refusals.unanswerable());
        screen.line("  questions that they do answer; refusing is wrong");
        row("  " + limit, refusals.answerableWithoutModel());
        row(all, refusals.answerable());
    }

    private void answers(AnswerScores answers, RunFacts facts) {
        head("Answers", facts.standIn() ? "of the stand-in, quoted; not of a language model" : "");
        row("marks that point to a passage", answers.validMarks());
        row("answers with a mark", answers.marked());
        row("expected strings said", answers.expected());
        row("  … and in the passage that is named", answers.supported());
        row("answers without forbidden strings", answers.forbidden());
    }

    private void time(Evaluation evaluation, RunFacts facts) {
        head("Time", facts.standIn() ? "of the stand-in on this machine" : "of answers by a model");
        fact("first token", percentiles(evaluation.firstToken()));
        fact("whole answer", percentiles(evaluation.total()));
    }

    private void cost(CostScores cost, RunFacts facts) {
        head(
                "Cost of " + cost.answers() + " answers",
                "prices of " + facts.pricesOf() + (facts.standIn() ? "; nothing was billed" : ""));
        String about = facts.standIn() ? "about " : "";
        fact("tokens", format("%s%,d in, %s%,d out", about, cost.inputTokens(), about, cost.outputTokens()));
        fact("routed by task", format("$%.4f", cost.routed()));
        cost.always()
                .forEach((model, dollars) -> fact(
                        "always " + model, format("$%.4f  %+.0f%%", dollars, 100 * (dollars / cost.routed() - 1))));
        screen.paragraph(2, "\"always\" is computed from the same tokens, not measured.");
    }

    private void notMeasured(Evaluation evaluation) {
        if (evaluation.notMeasured().isEmpty()) {
            return;
        }
        head("Not measured", "needs a language model: set MISTRAL_API_KEY");
        evaluation.notMeasured().forEach(item -> screen.paragraph(2, "- " + item));
        List<?> joined = evaluation.joinedFollowUps();
        if (!joined.isEmpty()) {
            screen.paragraph(
                    2,
                    "(with the question before put in front of them: "
                            + evaluation.joinedRouting().counts() + " routed right, "
                            + format("recall@5 %.2f)", evaluation.joinedRecall(5)));
        }
    }

    private void misses(Evaluation evaluation) {
        List<Miss> all = Miss.in(evaluation);
        head(
                "Misses",
                all.size() + " in " + all.stream().map(Miss::id).distinct().count() + " questions");
        all.stream().collect(Collectors.groupingBy(Miss::kind)).forEach((kind, misses) -> {
            screen.line("  " + style.bold(kind.label()));
            misses.forEach(miss -> screen.paragraph(4, miss.id() + ": " + miss.detail()));
        });
    }

    private void head(String title, String note) {
        screen.blank();
        screen.line(style.bold(title) + (note.isEmpty() ? "" : "  " + style.accent(note)));
    }

    private void row(String label, Share share) {
        if (share.value().isEmpty()) {
            row(label, "-", "no such question");
        } else {
            row(label, format("%.2f", share.value().getAsDouble()), share.counts());
        }
    }

    private void row(String label, String value, String counts) {
        screen.line(String.format("  %-" + LABEL + "s %5s  %s", label, value, counts)
                .stripTrailing());
    }

    private void fact(String label, String text) {
        screen.line(String.format("  %-28s %s", label, text));
    }

    private static String number(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String percentiles(Percentiles times) {
        return format("p50 %,5d ms   p95 %,5d ms", times.at(0.5), times.at(0.95));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
