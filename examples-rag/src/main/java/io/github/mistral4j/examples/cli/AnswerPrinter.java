package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.answer.AnswerEvent;
import io.github.mistral4j.examples.answer.Source;
import io.github.mistral4j.examples.app.Rag;
import io.github.mistral4j.examples.documents.LeftOut;
import io.github.mistral4j.examples.documents.Passage;
import io.github.mistral4j.examples.routing.RoutingDecision;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows an answer on a terminal: what happens as it happens, then what is needed to check it. */
final class AnswerPrinter {

    private final Screen screen;
    private final Style style;
    private final Rag rag;
    private final boolean explain;
    private final AnswerText text;
    private boolean thinking;

    AnswerPrinter(Screen screen, Rag rag, boolean explain) {
        this.screen = screen;
        this.style = screen.style();
        this.rag = rag;
        this.explain = explain;
        this.text = new AnswerText(screen);
    }

    synchronized void on(AnswerEvent event) {
        if (event instanceof AnswerEvent.Rewritten rewritten) {
            screen.paragraph(0, style.accent("Understood as: ") + rewritten.question());
        } else if (event instanceof AnswerEvent.Decided decided) {
            decision(decided.decision());
        } else if (event instanceof AnswerEvent.Retrieved retrieved && explain) {
            Explanation.passages(screen, retrieved.sources(), rag.relevance().least());
        } else if (event instanceof AnswerEvent.FellBack fellBack) {
            String weaker = fellBack.weaker() ? ", a weaker model," : "";
            screen.paragraph(
                    0,
                    style.bad("! ") + fellBack.from() + " " + fellBack.why() + "; " + fellBack.to() + weaker
                            + " answers.");
        } else if (event instanceof AnswerEvent.Thinking && !thinking) {
            thinking = true;
            screen.line(style.accent("thinking …"));
        } else if (event instanceof AnswerEvent.Text piece) {
            if (text.isEmpty()) {
                screen.blank();
            }
            text.add(piece.text());
        }
    }

    synchronized void interrupted() {
        text.finish();
        screen.line(style.bad("Stopped."));
    }

    synchronized void finish(Answer answer) {
        text.finish();
        screen.blank();
        if (answer.found()) {
            sources(answer);
        } else {
            refusal(answer);
        }
        facts(answer);
        if (explain) {
            Explanation.routing(screen, rag.table(), answer);
        }
    }

    private void decision(RoutingDecision decision) {
        String numbers = decision.score() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (%.2f, %.2f ahead of %s)",
                        decision.score(),
                        decision.margin(),
                        decision.runnerUp());
        screen.paragraph(
                0, style.accent(decision.task() + " → " + decision.model()) + "  " + decision.reason() + numbers);
    }

    private void sources(Answer answer) {
        List<Source> cited = answer.citedSources();
        if (!cited.isEmpty()) {
            screen.line(style.bold("Sources"));
        }
        for (Source source : cited) {
            screen.paragraph(
                    2,
                    style.mark("[" + source.number() + "]") + " "
                            + style.bold(source.passage().place()) + "  "
                            + String.format(Locale.ROOT, "%.2f", source.score()) + "  "
                            + source.passage().heading());
            screen.line("      " + screen.fit(source.excerpt(), screen.width() - 6));
        }
        if (!answer.citations().invalid().isEmpty()) {
            String marks = answer.citations().invalid().stream()
                    .map(number -> "[" + number + "]")
                    .collect(Collectors.joining(" "));
            screen.paragraph(0, style.bad("! ") + marks + " points to no passage. Do not trust what stands before it.");
        }
        boolean unmarked = answer.found() && !answer.sources().isEmpty() && cited.isEmpty();
        if (unmarked) {
            screen.paragraph(0, style.bad("! ") + "The answer names no passage. It may not come from the documents.");
        }
        String suspicious = answer.sources().stream()
                .filter(Source::suspicious)
                .map(source -> source.passage().place())
                .collect(Collectors.joining(", "));
        if (!suspicious.isEmpty()) {
            screen.paragraph(
                    0,
                    style.bad("! ") + suspicious
                            + " contains orders to language models. They were passed on as text to read.");
        }
        if (!cited.isEmpty()) {
            screen.blank();
        }
    }

    /** Where to look on, and where nobody has looked. */
    private void refusal(Answer answer) {
        List<Passage> nearest = rag.nearest(answer.searchedFor(), 3);
        screen.line(style.bold("Nearest passages"));
        for (Passage passage : nearest) {
            screen.paragraph(2, style.bold(passage.place()) + "  " + passage.heading());
        }
        String leftOut = LeftOut.summary(rag.ingested().leftOut());
        if (!leftOut.isEmpty()) {
            screen.paragraph(0, style.bad("! ") + "The answer may stand where nobody has looked. " + leftOut);
        }
        screen.blank();
    }

    private void facts(Answer answer) {
        if (answer.answeredBy().isEmpty()) {
            screen.paragraph(
                    0,
                    String.format(
                            Locale.ROOT,
                            "No passage reaches the score %.2f, so no model was asked. %s.",
                            rag.relevance().least(),
                            seconds(answer.timings().total())));
            return;
        }
        String model = answer.decision().model();
        String by = answer.answeredBy().equals(model) ? model : model + " (answered by " + answer.answeredBy() + ")";
        String about = rag.api().isStandIn() ? "about " : "";
        screen.paragraph(
                0,
                Stream.of(
                                by,
                                about + answer.inputTokens() + " tokens in, " + answer.outputTokens() + " out",
                                "first token " + seconds(answer.timings().firstToken()) + ", total "
                                        + seconds(answer.timings().total()))
                        .collect(Collectors.joining(" · ")));
        String cost = dollars(answer.cost().total()) + ", with " + rag.table().baselineModel() + " for everything "
                + dollars(answer.cost().baseline());
        screen.paragraph(
                0,
                rag.api().isStandIn()
                        ? "Cost: nothing; at Mistral's prices of " + rag.table().pricesOf() + " " + cost
                        : "Cost: " + cost + " (prices of " + rag.table().pricesOf() + ")");
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
    }

    static String dollars(double amount) {
        return String.format(Locale.ROOT, amount < 0.01 ? "$%.6f" : "$%.4f", amount);
    }
}
