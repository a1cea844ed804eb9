package io.github.mistral4j.examples.eval;

import io.github.mistral4j.examples.app.Rag;
import io.github.mistral4j.examples.cli.AddedCommand;
import io.github.mistral4j.examples.cli.CommonOptions;
import io.github.mistral4j.examples.cli.ExitCode;
import io.github.mistral4j.examples.cli.JsonOutput;
import io.github.mistral4j.examples.cli.RagCommand;
import io.github.mistral4j.examples.cli.Screen;
import io.github.mistral4j.examples.routing.Thresholds;
import io.github.mistral4j.examples.routing.ThresholdsFile;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Computes the thresholds of routing for the embedding model in use, from the held-out phrases of the routing file.",
            "Needed after a change of the phrases; for an embedding model that is met for the first time it runs by itself."
        })
public final class CalibrateCommand implements AddedCommand {

    @ParentCommand
    private RagCommand program;

    @Mixin
    private CommonOptions common;

    @Option(names = "--output", paramLabel = "FILE", description = "Default: thresholds.yaml in the cache folder.")
    private @Nullable Path output;

    @Override
    public Integer call() {
        Screen screen = program.screen();
        try (Rag rag = program.open(common, screen)) {
            Thresholds computed = rag.calibrate();
            Path file = output == null ? program.settings(common).cacheFolder().resolve("thresholds.yaml") : output;
            ThresholdsFile.read(file).with(rag.space().name(), computed).write(file);
            if (common.json) {
                screen.line(JsonOutput.text(computed));
            } else {
                text(computed, rag, screen);
                screen.line("Written to " + file);
            }
        }
        return ExitCode.DONE;
    }

    private static void text(Thresholds found, Rag rag, Screen screen) {
        screen.line(screen.style().bold("Thresholds of " + rag.space().name()));
        screen.paragraph(
                2,
                String.format(
                        Locale.ROOT,
                        "routing: score at least %.2f and margin at least %.2f. On %d held-out phrases %.0f%% get the right task"
                                + " (%.0f%% without limits); %.0f%% are believed, the others go to the default task.",
                        found.minScore(),
                        found.minMargin(),
                        found.heldOutPhrases(),
                        100 * found.accuracy(),
                        100 * found.accuracyWithoutLimits(),
                        100 * found.believed()));
        screen.paragraph(
                2,
                String.format(
                        Locale.ROOT,
                        "passages: relevance at least %.3f, found anew when a document changes. Of %d questions that no document"
                                + " answers, 85%% stay below it (median of the nearest vector: %.3f).",
                        rag.relevance().least(),
                        rag.table().unrelated().size(),
                        rag.relevance().noise()));
    }
}
