package io.github.mistral4j.examples.eval;

/**
 * A passage that holds the answer.
 *
 * @param contains what stands on one single line of the file
 */
public record GoldenSource(String file, String contains) {}
