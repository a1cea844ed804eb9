package io.github.mistral4j;

/**
 * How far an embedding call has got.
 *
 * @param done how many segments have their vector
 * @param total how many there are
 * @param tokens how many tokens have been billed so far
 */
public record EmbeddingProgress(int done, int total, long tokens) {}
