package io.github.mistral4j;

/** Told after each batch of an embedding call, one call at a time, on a thread of the client. */
@FunctionalInterface
public interface EmbeddingProgressListener {
    void onProgress(EmbeddingProgress progress);
}
