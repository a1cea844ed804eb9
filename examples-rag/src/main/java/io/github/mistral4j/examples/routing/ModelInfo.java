package io.github.mistral4j.examples.routing;

/**
 * What the routing file knows of a model.
 *
 * @param input dollars per million input tokens
 * @param output dollars per million output tokens
 * @param rank a larger number is a stronger model
 */
public record ModelInfo(double input, double output, int rank, boolean reasoning, boolean vision) {}
