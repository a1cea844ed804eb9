package io.github.mistral4j.internal.embeddings;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A run of texts that go in one request.
 *
 * @param from position of the first
 * @param to position behind the last
 */
public record EmbeddingBatch(int from, int to) {

    /** Batches of at most so many texts and estimated tokens; a text that is longer than that is a batch of its own. */
    public static Deque<EmbeddingBatch> plan(List<String> texts, int mostTexts, int mostTokens) {
        Deque<EmbeddingBatch> batches = new ArrayDeque<>();
        int from = 0;
        int tokens = 0;
        for (int i = 0; i < texts.size(); i++) {
            int own = TokenEstimate.of(texts.get(i));
            if (i > from && (i - from == mostTexts || tokens + own > mostTokens)) {
                batches.add(new EmbeddingBatch(from, i));
                from = i;
                tokens = 0;
            }
            tokens += own;
        }
        if (from < texts.size()) {
            batches.add(new EmbeddingBatch(from, texts.size()));
        }
        return batches;
    }

    public int size() {
        return to - from;
    }

    public EmbeddingBatch firstHalf() {
        return new EmbeddingBatch(from, from + size() / 2);
    }

    public EmbeddingBatch secondHalf() {
        return new EmbeddingBatch(from + size() / 2, to);
    }

    /** For messages. */
    public String name() {
        return size() == 1 ? "segment " + from : "segments " + from + " to " + (to - 1);
    }
}
