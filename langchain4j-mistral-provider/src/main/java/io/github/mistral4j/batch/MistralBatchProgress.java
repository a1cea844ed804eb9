package io.github.mistral4j.batch;

import dev.langchain4j.model.batch.BatchState;

/**
 * How far a job has got.
 *
 * @param completed how many requests have an answer, failed ones included
 * @param failed how many failed
 */
public record MistralBatchProgress(BatchState state, int completed, int failed, int total) {}
