package io.github.mistral4j.examples.store;

/**
 * The embedding model that really made the vectors. Vectors, thresholds and phrases of one space are worthless in another, even
 * when both answer to the same model name.
 */
public record EmbeddingSpace(String name, int dimension) {}
