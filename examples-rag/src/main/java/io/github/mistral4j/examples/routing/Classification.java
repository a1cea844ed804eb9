package io.github.mistral4j.examples.routing;

import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * Which task a question most likely is.
 *
 * @param margin how far the runner-up is behind
 * @param words of the question that speak for the task; empty when it is none in particular
 * @param usage of the language model that said so, null when none did
 */
public record Classification(
        String task,
        double score,
        double margin,
        String words,
        String runnerUp,
        @Nullable TokenUsage usage) {}
