package io.github.mistral4j;

import dev.langchain4j.data.embedding.Embedding;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The vectors that an embedding call had when it failed, so that they need not be paid for again. It is attached to LangChain4j's
 * exception; {@link #of} finds it there.
 */
public final class MistralPartialEmbeddings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** By the position of their segment; null for one without. */
    private final float[] @Nullable [] vectors;

    MistralPartialEmbeddings(@Nullable Embedding[] all) {
        super(message(all), null, false, false);
        this.vectors = new float[all.length][];
        for (int i = 0; i < all.length; i++) {
            Embedding embedding = all[i];
            vectors[i] = embedding == null ? null : embedding.vector();
        }
    }

    private static String message(@Nullable Embedding[] all) {
        long done = Arrays.stream(all).filter(Objects::nonNull).count();
        return done + " of " + all.length + " segments have their vector";
    }

    /** What was done before the call failed with an exception; null where it says nothing of it. */
    public static @Nullable MistralPartialEmbeddings of(Throwable failure) {
        for (Throwable suppressed : failure.getSuppressed()) {
            if (suppressed instanceof MistralPartialEmbeddings partial) {
                return partial;
            }
        }
        return failure.getCause() == null ? null : of(failure.getCause());
    }

    /** How many segments the call had. */
    public int total() {
        return vectors.length;
    }

    /** The vectors by the position of their segment. */
    public SortedMap<Integer, Embedding> embeddings() {
        SortedMap<Integer, Embedding> done = new TreeMap<>();
        for (int i = 0; i < vectors.length; i++) {
            float[] vector = vectors[i];
            if (vector != null) {
                done.put(i, Embedding.from(vector));
            }
        }
        return Collections.unmodifiableSortedMap(done);
    }
}
