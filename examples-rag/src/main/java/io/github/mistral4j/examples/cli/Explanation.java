package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.answer.Source;
import io.github.mistral4j.examples.routing.ModelInfo;
import io.github.mistral4j.examples.routing.RoutingTable;
import io.github.mistral4j.examples.routing.Task;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code --explain} adds. */
final class Explanation {

    private Explanation() {}

    static void passages(Screen screen, List<Source> sources, double minScore) {
        screen.blank();
        screen.line(screen.style()
                .bold(String.format(Locale.ROOT, "Passages in the prompt (score at least %.2f)", minScore)));
        for (Source source : sources) {
            String line = String.format(
                    Locale.ROOT,
                    "  %2d  %.3f  %s  %s",
                    source.number(),
                    source.score(),
                    source.passage().place(),
                    source.excerpt());
            screen.line(screen.fit(line, screen.width()));
        }
    }

    static void routing(Screen screen, RoutingTable table, Answer answer) {
        screen.blank();
        screen.line(screen.style().bold("Prompt and times"));
        screen.paragraph(
                2,
                answer.promptCharacters() + " characters, " + answer.inputTokens() + " tokens, "
                        + answer.sources().size() + " passages");
        screen.paragraph(
                2,
                "rewrite " + AnswerPrinter.seconds(answer.timings().rewrite()) + ", embed "
                        + AnswerPrinter.seconds(answer.timings().embed()) + ", search "
                        + AnswerPrinter.seconds(answer.timings().search()) + "; rewriting and embedding cost "
                        + AnswerPrinter.dollars(answer.cost().overhead()));
        screen.blank();
        screen.line(screen.style().bold("Routing table, prices in $ per million tokens of " + table.pricesOf()));
        for (Map.Entry<String, Task> entry : table.tasks().entrySet()) {
            Task task = entry.getValue();
            ModelInfo price = table.model(task.model());
            boolean chosen = entry.getKey().equals(answer.decision().task());
            String line = String.format(
                    Locale.ROOT,
                    "%s %-10s %-19s %4.2f / %4.2f  then %s",
                    chosen ? ">" : " ",
                    entry.getKey(),
                    task.model(),
                    price.input(),
                    price.output(),
                    String.join(", ", task.fallbacks()));
            screen.line(
                    chosen
                            ? screen.style().accent(screen.fit(line, screen.width()))
                            : screen.fit(line, screen.width()));
        }
    }
}
