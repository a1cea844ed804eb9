package io.github.mistral4j.examples.answer;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.github.mistral4j.examples.documents.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the passages nearest to a question. */
public final class Retriever {

    private static final Pattern ORDERS = Pattern.compile(
            "(?is)(ignore|disregard|forget)\\s+(all\\s+)?(the\\s+|your\\s+)?(previous|prior|above|earlier)\\s+instruction"
                    + "|note to (all )?(AI|language model)");

    private final EmbeddingStore<TextSegment> store;
    private final double minScore;

    /** @param minScore passages below it are left out, even when there is nothing better */
    public Retriever(EmbeddingStore<TextSegment> store, double minScore) {
        this.store = store;
        this.minScore = minScore;
    }

    List<Source> find(Embedding question, int most) {
        List<EmbeddingMatch<TextSegment>> matches = store.search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(question)
                        .maxResults(most)
                        .minScore(minScore)
                        .build())
                .matches();
        List<Source> sources = new ArrayList<>(matches.size());
        for (EmbeddingMatch<TextSegment> match : matches) {
            boolean suspicious = ORDERS.matcher(match.embedded().text()).find();
            sources.add(new Source(sources.size() + 1, Passage.of(match.embedded()), match.score(), suspicious));
        }
        return sources;
    }

    /** How near the nearest passage is, 0 when there is none. */
    public static double bestScore(EmbeddingStore<TextSegment> store, Embedding question) {
        return store
                .search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(question)
                        .maxResults(1)
                        .build())
                .matches()
                .stream()
                .mapToDouble(EmbeddingMatch::score)
                .findFirst()
                .orElse(0);
    }
}
