package io.github.mistral4j.examples.answer;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.github.mistral4j.examples.documents.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds the passages for a question. On the golden questions 97% of the sources are among the first eight with all-MiniLM; without the
 * words it would be 89%.
 */
public final class Retriever {

    private static final Pattern ORDERS = Pattern.compile(
            "(?is)(ignore|disregard|forget)\\s+(all\\s+)?(the\\s+|your\\s+)?(previous|prior|above|earlier)\\s+instruction"
                    + "|note to (all )?(AI|language model)");

    private static final int CANDIDATES = 5;
    private static final double KEYWORD_WEIGHT = 0.25;

    private final ScoringModel scoring = new KeywordScoringModel();
    private final EmbeddingStore<TextSegment> store;
    private final double minScore;

    /** @param minScore passages below it are left out, even when there is nothing better */
    public Retriever(EmbeddingStore<TextSegment> store, double minScore) {
        this.store = store;
        this.minScore = minScore;
    }

    /** Takes more than wanted by the vectors, and of these the ones that also share words with the question. */
    List<Source> find(Embedding embedded, String question, int most) {
        List<EmbeddingMatch<TextSegment>> matches = store.search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(embedded)
                        .maxResults(CANDIDATES * most)
                        .minScore(minScore)
                        .build())
                .matches();
        List<TextSegment> segments =
                matches.stream().map(EmbeddingMatch::embedded).toList();
        List<Double> keywords = matches.isEmpty()
                ? List.of()
                : scoring.scoreAll(segments, question).content();
        return IntStream.range(0, matches.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -matches.get(i).score() - KEYWORD_WEIGHT * keywords.get(i)))
                .limit(most)
                .map(matches::get)
                .collect(ArrayList::new, Retriever::number, List::addAll);
    }

    private static void number(List<Source> sources, EmbeddingMatch<TextSegment> match) {
        boolean suspicious = ORDERS.matcher(match.embedded().text()).find();
        sources.add(new Source(sources.size() + 1, Passage.of(match.embedded()), match.score(), suspicious));
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
