package io.github.mistral4j.examples.routing;

import org.jspecify.annotations.Nullable;

/**
 * Which task a question is, which model takes it, and why.
 *
 * @param score how much speaks for the task; null when the classifier was not asked
 * @param margin how far the runner-up is behind
 * @param words of the question that speak for the task; empty when none do
 * @param fellBackFrom the model that was to answer and could not
 */
public record RoutingDecision(
        String task,
        String model,
        String reason,
        @Nullable Double score,
        @Nullable Double margin,
        @Nullable String words,
        @Nullable String runnerUp,
        @Nullable String fellBackFrom) {

    static RoutingDecision because(String reason, String task, String model) {
        return new RoutingDecision(task, model, reason, null, null, null, null, null);
    }

    /** The decision after {@code from} failed. */
    public RoutingDecision fallBack(String from, String to, String why) {
        return new RoutingDecision(task, to, reason + "; " + why, score, margin, words, runnerUp, from);
    }

    RoutingDecision withModel(String other, String why) {
        return new RoutingDecision(task, other, reason + why, score, margin, words, runnerUp, fellBackFrom);
    }
}
