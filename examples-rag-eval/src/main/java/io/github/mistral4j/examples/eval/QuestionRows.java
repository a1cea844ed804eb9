package io.github.mistral4j.examples.eval;

import static io.github.mistral4j.examples.eval.Html.escape;
import static io.github.mistral4j.examples.eval.Html.format;

import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.answer.Source;
import java.util.List;
import java.util.stream.Collectors;

/** Every question with what is needed to find out why it went as it did. */
final class QuestionRows {

    private final Evaluation evaluation;
    private final List<Miss> misses;

    QuestionRows(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.misses = Miss.in(evaluation);
    }

    String html() {
        return evaluation.outcomes().stream().map(this::row).collect(Collectors.joining());
    }

    private String row(Outcome outcome) {
        Answer answer = outcome.answer();
        List<Miss> own = misses.stream()
                .filter(miss -> miss.id().equals(outcome.golden().id()))
                .toList();
        boolean judged = evaluation.judged().contains(outcome);
        String verdict = !judged
                ? "<span class=\"tag\">not judged</span>"
                : own.isEmpty()
                        ? "<span class=\"tag good\">ok</span>"
                        : own.stream()
                                .map(Miss::kind)
                                .distinct()
                                .map(kind -> "<span class=\"tag bad\">" + shortName(kind) + "</span>")
                                .collect(Collectors.joining(" "));
        return format(
                        "<details class=\"question\"><summary><span class=\"id\">%s</span> <span class=\"what\">%s</span> %s</summary>%n",
                        escape(outcome.golden().id()), escape(outcome.golden().question()), verdict)
                + earlier(outcome)
                + format(
                        "<p><b>%s</b> went to <b>%s</b> (%s): %s. %,d ms, %,d tokens in, %,d out, $%.6f.</p>%n",
                        escape(outcome.golden().task()),
                        escape(answer.decision().task()),
                        escape(answer.decision().model()),
                        escape(answer.decision().reason()),
                        answer.timings().total(),
                        answer.inputTokens(),
                        answer.outputTokens(),
                        answer.cost().total())
                + own.stream()
                        .map(miss -> format(
                                "<p class=\"miss\">%s: %s</p>%n",
                                escape(miss.kind().label()), escape(miss.detail())))
                        .collect(Collectors.joining())
                + "<pre>" + escape(answer.text()) + "</pre>\n"
                + passages(outcome)
                + "</details>\n";
    }

    private static String earlier(Outcome outcome) {
        GoldenQuestion golden = outcome.golden();
        return golden.isFollowUp()
                ? format(
                        "<p>After: %s<br>Searched for: %s</p>%n",
                        escape(String.join(" / ", golden.after())),
                        escape(outcome.answer().searchedFor()))
                : "";
    }

    private static String passages(Outcome outcome) {
        if (outcome.answer().sources().isEmpty()) {
            return "";
        }
        StringBuilder list = new StringBuilder("<ol class=\"passages\">\n");
        for (Source source : outcome.answer().sources()) {
            boolean golden = outcome.ranks().contains(source.number());
            list.append(format(
                    "<li%s>%s <span class=\"score\">%.3f</span> %s%s</li>%n",
                    golden ? " class=\"golden\"" : "",
                    escape(source.passage().place()),
                    source.score(),
                    escape(source.passage().heading()),
                    golden ? " <span class=\"tag good\">source</span>" : ""));
        }
        return list.append("</ol>\n").toString();
    }

    private static String shortName(Miss.Kind kind) {
        return switch (kind) {
            case ROUTING -> "task";
            case RETRIEVAL -> "passage";
            case REFUSED -> "refused";
            case NOT_REFUSED -> "not refused";
            case EXPECTED -> "answer";
            case FORBIDDEN -> "forbidden";
            case MARKS -> "marks";
        };
    }
}
