package io.github.mistral4j;

import dev.langchain4j.data.embedding.Embedding;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The vectors that an embedding call had when it failed, so that they need not be paid for again. It is attached to LangChain4j's
 * exception; {@link #of} finds it there.
 */
public final class MistralPartialEmbeddings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int total;
    private final transient SortedMap<Integer, Embedding> embeddings;

    MistralPartialEmbeddings(@Nullable Embedding[] all) {
        super("of a failed embedding call", null, false, false);
        SortedMap<Integer, Embedding> done = new TreeMap<>();
        for (int i = 0; i < all.length; i++) {
            Embedding embedding = all[i];
            if (embedding != null) {
                done.put(i, embedding);
            }
        }
        this.total = all.length;
        this.embeddings = Collections.unmodifiableSortedMap(done);
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
        return total;
    }

    /** The vectors by the position of their segment. */
    public SortedMap<Integer, Embedding> embeddings() {
        return embeddings;
    }

    @Override
    public String getMessage() {
        return embeddings.size() + " of " + total + " segments have their vector";
    }
}
