package io.github.mistral4j.examples.routing;

import java.util.Map;

/**
 * How like each task a question is.
 *
 * @param scores all tasks, best first
 */
public record Classification(
        String task, double score, double margin, String nearestPhrase, String runnerUp, Map<String, Double> scores) {}
