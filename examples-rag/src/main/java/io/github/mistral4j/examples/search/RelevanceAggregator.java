package io.github.mistral4j.examples.search;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.aggregator.ContentAggregator;
import dev.langchain4j.rag.content.aggregator.ReciprocalRankFuser;
import dev.langchain4j.rag.query.Query;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Fuses lists by reciprocal rank, then orders the first of them by {@link Relevance}, which becomes their
 * {@link ContentMetadata#SCORE}.
 */
final class RelevanceAggregator implements ContentAggregator {

    private static final int KEPT = 24;

    private final KeywordIndex keywords;
    private final Supplier<Relevance> current;

    RelevanceAggregator(KeywordIndex keywords, Supplier<Relevance> current) {
        this.keywords = keywords;
        this.current = current;
    }

    @Override
    public List<Content> aggregate(Map<Query, Collection<List<Content>>> found) {
        return found.entrySet().stream()
                .map(entry -> aggregate(entry.getKey().text(), entry.getValue()))
                .findFirst()
                .orElse(List.of());
    }

    private List<Content> aggregate(String question, Collection<List<Content>> lists) {
        Relevance relevance = current.get();
        Map<TextSegment, Double> vectorScores = new HashMap<>();
        lists.forEach(list -> list.forEach(content -> {
            if (content.metadata().get(ContentMetadata.SCORE) instanceof Double score) {
                vectorScores.put(content.textSegment(), score);
            }
        }));
        // One that only its words found is not among the nearest, so it is no nearer than the last of these.
        double furthest = vectorScores.values().stream().min(Double::compare).orElse(0.0);
        List<TextSegment> segments = ReciprocalRankFuser.fuse(lists).stream()
                .limit(KEPT)
                .map(Content::textSegment)
                .toList();
        List<Double> coverage = keywords.coverage(question, segments);
        List<Content> ordered = IntStream.range(0, segments.size())
                .mapToObj(i -> {
                    TextSegment segment = segments.get(i);
                    double score = relevance.of(vectorScores.getOrDefault(segment, furthest), coverage.get(i));
                    return Content.from(segment, Map.of(ContentMetadata.SCORE, score));
                })
                .sorted(Comparator.comparingDouble(content -> -score(content)))
                .toList();
        return ordered.isEmpty() || score(ordered.get(0)) < relevance.least() ? List.of() : ordered;
    }

    static double score(Content content) {
        return (Double) content.metadata().get(ContentMetadata.SCORE);
    }
}
