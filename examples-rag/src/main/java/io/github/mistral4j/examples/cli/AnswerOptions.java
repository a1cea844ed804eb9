package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.routing.Wish;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that answer. */
final class AnswerOptions {

    @Option(names = "--model", paramLabel = "ID", description = "This model, whatever the question is.")
    @Nullable
    String model;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "Treat the question as: lookup, summary, reasoning, code, smalltalk or vision.")
    @Nullable
    String task;

    @Option(names = "--explain", description = "Show passages, scores, prompt size, times and the routing table.")
    boolean explain;

    Wish wish() {
        return new Wish(task, model);
    }
}
