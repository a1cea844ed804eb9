package io.github.mistral4j.examples.eval;

import io.github.mistral4j.examples.app.Rag;
import io.github.mistral4j.examples.cli.AddedCommand;
import io.github.mistral4j.examples.cli.CommonOptions;
import io.github.mistral4j.examples.cli.ExitCode;
import io.github.mistral4j.examples.cli.RagCommand;
import io.github.mistral4j.examples.cli.Screen;
import io.github.mistral4j.examples.cli.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = {
            "Asks questions whose answers are known and measures routing, retrieval, refusals, citations, time and cost.",
            "With the stand-in, what only a language model could show is not measured."
        },
        footer = {
            "",
            "Metrics, from 0 to 1, of all of them more is better:",
            "  routing   questions that go to the right task",
            "  recall@K  sources of a question among its first K passages (K from 1 to 12)",
            "  hit@K     questions with at least one source among the first K passages",
            "  mrr       1/rank of the first passage with a source",
            "  in-force  contradictions whose text in force is among the passages",
            "  passages  expected strings that stand in the passages",
            "  refused   unanswerable questions that are refused",
            "  answered  answerable questions that are not refused",
            "  expected  expected strings that the answers hold",
            "  forbidden answers without the strings that must not appear",
            "  marks     marks that point to a passage",
            "  marked    answers with a mark",
            "  supported expected strings of an answer that the passage marked there holds",
            "",
            "--json: facts, metrics, ofTheStandIn (metrics that say nothing of a language model), confusion, milliseconds, cost,"
                    + " notMeasured[], failures[], misses[], questions[]. A metric that was not measured is null."
        },
        exitCodeListHeading = "%nExit codes, beside those of every command:%n",
        exitCodeList = {"5:a question got no answer", "8:a number is below --fail-under, or was not measured"})
public final class EvalCommand implements AddedCommand {

    static final int BELOW = 8;

    @ParentCommand
    private RagCommand program;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--only",
            paramLabel = "ID",
            split = ",",
            description = "Only these questions, separated by commas.")
    private List<String> only = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "No more than the first N questions.")
    private int limit = Integer.MAX_VALUE;

    @Option(names = "--questions", paramLabel = "FILE", description = "Your own questions, for your own --docs.")
    private @Nullable Path questions;

    @Option(
            names = "--held-out",
            description = "The second set of questions about the sample documents, on which nothing was tuned.")
    private boolean heldOut;

    @Option(names = "--misses", description = "Name the questions that went wrong.")
    private boolean misses;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a report with plots to this file as well.")
    private @Nullable Path html;

    @Option(
            names = "--fail-under",
            paramLabel = "METRIC=VALUE",
            split = ",",
            description =
                    "End with exit code 8 when a number is below its value, as in recall@5=0.8,routing=0.9. Metrics: "
                            + Metric.NAMES + ".")
    private Map<String, Double> failUnder = new LinkedHashMap<>();

    @Override
    public Integer call() {
        Screen screen = program.screen();
        Gate gate = gate();
        List<GoldenQuestion> asked = questions().only(only, limit).questions();
        try (Rag rag = program.open(common, screen)) {
            Evaluation evaluation = new GoldenRun(rag).evaluate(asked, progress(screen, asked.size()));
            clear(screen);
            report(evaluation, screen);
            List<String> complaints = gate.complaints(evaluation);
            complaints.forEach(complaint -> screen.err().println("Below --fail-under: " + complaint + "."));
            screen.err().flush();
            if (!complaints.isEmpty()) {
                return BELOW;
            }
            return evaluation.failures().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
        }
    }

    private GoldenQuestions questions() {
        if (questions != null) {
            return GoldenQuestions.read(questions);
        }
        return heldOut ? GoldenQuestions.heldOut() : GoldenQuestions.bundled();
    }

    private Gate gate() {
        try {
            return new Gate(failUnder);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private void report(Evaluation evaluation, Screen screen) {
        if (common.json) {
            screen.line(JsonReport.of(evaluation));
        } else {
            new EvalTable(screen).show(evaluation, misses);
        }
        if (html != null) {
            try {
                Files.writeString(html, HtmlReport.of(evaluation));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write the report to " + html, e);
            }
            screen.err().println("Report: " + html.toAbsolutePath());
            screen.err().flush();
        }
    }

    private static Consumer<GoldenQuestion> progress(Screen screen, int questions) {
        int[] done = {0};
        return question -> {
            done[0]++;
            if (screen.interactive()) {
                String text =
                        screen.fit("Question " + done[0] + " of " + questions + ": " + question.id(), screen.width());
                screen.err().print(Style.CLEAR_LINE);
                screen.err().print(text);
                screen.err().flush();
            }
        };
    }

    private static void clear(Screen screen) {
        if (screen.interactive()) {
            screen.err().print(Style.CLEAR_LINE);
            screen.err().flush();
        }
    }
}
