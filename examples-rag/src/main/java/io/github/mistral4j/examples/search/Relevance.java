package io.github.mistral4j.examples.search;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingStore;
import java.util.List;

/**
 * How much a passage has to do with a question, from 0 to 1: how far its vector is nearer than that of a passage which has nothing
 * to do with it, and how many of the question's words stand in it. Each makes up for the other: an embedding model does not know
 * a name, and words do not know that another word means the same.
 *
 * @param noise the score that the nearest passage has for half of the questions about something else
 * @param least a question whose best passage is below it is not answered by the documents
 */
public record Relevance(double noise, double least) {

    private static final double VECTOR = 0.6;

    /** Of the questions about something else. More would cost answers to questions that are worded in other words. */
    private static final double REFUSED = 0.85;

    /** Such that most of these questions, which no document answers, stay below it. */
    public static Relevance measured(
            List<String> unrelated,
            EmbeddingStore<TextSegment> store,
            EmbeddingModel embeddings,
            KeywordIndex keywords) {
        ContentRetriever nearest = EmbeddingStoreContentRetriever.builder()
                .embeddingStore(store)
                .embeddingModel(embeddings)
                .maxResults(1)
                .build();
        double noise = percentile(unrelated, 0.5, nearest);
        ContentRetriever hybrid = new HybridRetriever(store, embeddings, keywords, () -> new Relevance(noise, 0));
        return new Relevance(noise, percentile(unrelated, REFUSED, hybrid));
    }

    private static double percentile(List<String> questions, double share, ContentRetriever retriever) {
        double[] best = questions.stream()
                .map(question -> retriever.retrieve(Query.from(question)))
                .mapToDouble(found ->
                        found.isEmpty() ? 0 : (Double) found.get(0).metadata().get(ContentMetadata.SCORE))
                .sorted()
                .toArray();
        return best.length == 0 ? 0 : best[(int) Math.ceil(share * best.length) - 1];
    }

    double of(double vectorScore, double coverage) {
        double nearer = Math.max(0, (vectorScore - noise) / (1 - noise));
        return Math.min(1, VECTOR * nearer + (1 - VECTOR) * coverage);
    }
}
