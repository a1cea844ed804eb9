package io.github.mistral4j.examples.eval;

import static io.github.mistral4j.examples.eval.Html.escape;
import static io.github.mistral4j.examples.eval.Html.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** An evaluation as one HTML file that needs no other: style and plots are inside, and no script. */
public final class HtmlReport {

    private final Evaluation evaluation;
    private final StringBuilder html = new StringBuilder();

    private HtmlReport(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    public static String of(Evaluation evaluation) {
        HtmlReport report = new HtmlReport(evaluation);
        report.write();
        return report.html.toString();
    }

    private void write() {
        RunFacts facts = evaluation.facts();
        html.append(format(
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>Evaluation of %s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                <h1>Evaluation: %d questions, %d documents</h1>
                <p class="facts">%s · server: %s · embeddings: %s · %d passages · %.1f s · Java %s</p>
                """,
                facts.date(),
                style(),
                evaluation.outcomes().size(),
                facts.documents(),
                facts.date(),
                escape(facts.server()),
                escape(facts.embeddings()),
                facts.passages(),
                facts.seconds(),
                escape(facts.java())));
        if (facts.standIn()) {
            html.append("""
                    <p class="note">No language model was running. The stand-in quotes the passages it is given; its vectors
                    (all-MiniLM) are real. Routing and retrieval are measured; numbers of answers, refusals and times are those of
                    the stand-in and are marked so.</p>
                    """);
        }
        evaluation
                .failures()
                .forEach(failure -> html.append(format(
                        "<p class=\"miss\">%s got no answer: %s</p>%n",
                        escape(failure.id()), escape(failure.message()))));
        tiles();
        routing();
        retrieval();
        answers();
        timeAndCost();
        notMeasured();
        html.append("<h2>Questions</h2>\n");
        html.append("<p>Each opens to show its decision, its answer and the passages that were in the prompt.</p>\n");
        html.append(new QuestionRows(evaluation).html());
        html.append("</main>\n</body>\n</html>\n");
    }

    private void tiles() {
        html.append("<div class=\"tiles\">\n");
        tile("routing", "right task", evaluation.routing().counts());
        tile("recall@5", "recall@5", evaluation.retrieval().questions() + " questions with sources");
        tile("mrr", "MRR", "rank of the first passage with a source");
        tile("in-force", "text in force found", evaluation.retrieval().inForce().counts() + " contradictions");
        html.append("</div>\n");
    }

    private void tile(String metric, String label, String note) {
        html.append(format(
                "<div class=\"tile\"><div class=\"label\">%s</div><div class=\"value\">%s</div><div class=\"small\">%s</div></div>%n",
                label, value(metric), note));
    }

    private String value(String metric) {
        var value = Metric.value(evaluation, metric);
        return value.isEmpty() ? "–" : format("%.2f", value.getAsDouble());
    }

    private void routing() {
        html.append("<h2>Routing</h2>\n<div class=\"pair\">\n<figure>\n")
                .append(ConfusionPlot.of(evaluation.confusion()));
        html.append(
                "<figcaption>Rows: the task a question has. Columns: the task that was decided.</figcaption>\n</figure>\n");
        html.append("<table><caption>By task</caption><thead><tr><th>Task</th><th>Questions</th><th>Right task</th>"
                + "<th>recall@5</th><th>MRR</th></tr></thead><tbody>\n");
        for (String task : evaluation.confusion().tasks()) {
            List<Outcome> all = evaluation.judged().stream()
                    .filter(outcome -> outcome.golden().task().equals(task))
                    .toList();
            List<Outcome> sourced = all.stream().filter(Outcome::hasSources).toList();
            html.append(format(
                    "<tr><th scope=\"row\">%s</th><td>%d</td><td>%d</td><td>%s</td><td>%s</td></tr>%n",
                    escape(task),
                    all.size(),
                    all.stream().filter(Outcome::isRoutedRight).count(),
                    sourced.isEmpty() ? "–" : format("%.2f", RetrievalScores.recall(sourced, 5)),
                    sourced.isEmpty() ? "–" : format("%.2f", RetrievalScores.mrr(sourced))));
        }
        html.append("</tbody></table>\n</div>\n");
    }

    private void retrieval() {
        RetrievalScores retrieval = evaluation.retrieval();
        html.append("<h2>Retrieval</h2>\n<div class=\"pair\">\n<figure>\n").append(RecallPlot.of(retrieval));
        html.append(
                "<figcaption>recall: the share of a question's sources among its first k passages. any source: the share of"
                        + " questions with at least one. A prompt holds 6 to 12 passages, by task.</figcaption>\n</figure>\n");
        html.append("<div>\n<table><thead><tr><th>First k passages</th>");
        List<Integer> depths = List.of(1, 3, 5, 8, RetrievalScores.DEEPEST);
        depths.forEach(k -> html.append("<th>").append(k).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        depths("recall", depths, retrieval.recallAt());
        depths("any source", depths, retrieval.hitAt());
        html.append("</tbody></table>\n<table><tbody>\n");
        row("text in force is there (contradictions)", retrieval.inForce());
        row("expected strings are in the passages", retrieval.expected());
        html.append("</tbody></table>\n</div>\n</div>\n");
    }

    private void depths(String label, List<Integer> depths, List<Double> values) {
        html.append("<tr><th scope=\"row\">").append(label).append("</th>");
        depths.forEach(k -> html.append(format("<td>%.2f</td>", values.get(k - 1))));
        html.append("</tr>\n");
    }

    private void answers() {
        RefusalScores refusals = evaluation.refusals();
        AnswerScores answers = evaluation.answers();
        String whose = evaluation.facts().standIn() ? " <span class=\"tag\">of the stand-in</span>" : "";
        html.append(
                "<h2>Refusals and answers</h2>\n<div class=\"pair\">\n<table><caption>“Not in these documents”</caption><tbody>\n");
        row(
                "unanswerable: no passage reaches "
                        + format("%.2f", evaluation.facts().minPassageScore()),
                refusals.unanswerableWithoutModel());
        row("unanswerable: refused in all" + whose, refusals.unanswerable());
        row("answerable, wrongly: no passage reaches it", refusals.answerableWithoutModel());
        row("answerable, wrongly: refused in all" + whose, refusals.answerable());
        html.append("</tbody></table>\n<table><caption>Answers").append(whose).append("</caption><tbody>\n");
        row("marks that point to a passage", answers.validMarks());
        row("answers with a mark", answers.marked());
        row("expected strings said", answers.expected());
        row("… and in the passage that is named", answers.supported());
        row("answers without forbidden strings", answers.forbidden());
        html.append("</tbody></table>\n</div>\n");
    }

    private void timeAndCost() {
        CostScores cost = evaluation.cost();
        boolean standIn = evaluation.facts().standIn();
        html.append("<h2>Time and cost</h2>\n<div class=\"pair\">\n<figure>\n")
                .append(LatencyPlot.of(evaluation.total()));
        html.append(format(
                "<figcaption>%sFirst token: p50 %,d ms, p95 %,d ms.</figcaption>%n</figure>%n<figure>%n",
                standIn ? "The stand-in on this machine. " : "",
                evaluation.firstToken().at(0.5),
                evaluation.firstToken().at(0.95)));
        html.append(CostPlot.of(cost));
        html.append(format(
                "<figcaption>Dollars per 1,000 answers, from %,d tokens in and %,d out of %d answers%s, at the prices of %s."
                        + " “always” is computed from the same tokens, not measured.%s</figcaption>%n</figure>%n</div>%n",
                cost.inputTokens(),
                cost.outputTokens(),
                cost.answers(),
                standIn ? " (estimated by the stand-in)" : "",
                escape(evaluation.facts().pricesOf()),
                standIn ? " Nothing was billed." : ""));
        html.append("<p>Answers by model: ")
                .append(cost.answersByModel().entrySet().stream()
                        .map(entry -> escape(entry.getKey()) + " " + entry.getValue())
                        .collect(Collectors.joining(", ")))
                .append(".</p>\n");
    }

    private void notMeasured() {
        if (evaluation.notMeasured().isEmpty()) {
            return;
        }
        html.append("<h2>Not measured</h2>\n<p>This needs a language model:</p>\n<ul>\n");
        evaluation
                .notMeasured()
                .forEach(item -> html.append("<li>").append(escape(item)).append("</li>\n"));
        html.append("</ul>\n");
        if (!evaluation.joinedFollowUps().isEmpty()) {
            html.append(format(
                    "<p>With the question before put in front of them, %s follow-ups are routed right, and recall@5 is %.2f.</p>%n",
                    evaluation.joinedRouting().counts(), evaluation.joinedRecall(5)));
        }
    }

    private void row(String label, Share share) {
        String value =
                share.value().isEmpty() ? "–" : format("%.2f", share.value().getAsDouble());
        html.append(format(
                "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"small\">%s</td></tr>%n",
                label, value, share.cases() == 0 ? "no such question" : share.counts()));
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("/eval/report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
