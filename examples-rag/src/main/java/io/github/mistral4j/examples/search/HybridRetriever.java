package io.github.mistral4j.examples.search;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.aggregator.ContentAggregator;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingStore;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Passages by meaning (vectors) and by words (BM25), fused. Fits wherever LangChain4j takes a retriever, as in
 * {@code AiServices.contentRetriever}.
 */
public final class HybridRetriever implements ContentRetriever {

    private static final int CANDIDATES = 30;

    private final ContentRetriever byMeaning;
    private final ContentRetriever byWords;
    private final ContentAggregator fusion;

    /** @param relevance asked for each question: it changes when the documents do */
    public HybridRetriever(
            EmbeddingStore<TextSegment> store,
            EmbeddingModel embeddings,
            KeywordIndex keywords,
            Supplier<Relevance> relevance) {
        byMeaning = EmbeddingStoreContentRetriever.builder()
                .embeddingStore(store)
                .embeddingModel(embeddings)
                .maxResults(CANDIDATES)
                .build();
        byWords = query -> keywords.search(query.text(), CANDIDATES);
        fusion = new RelevanceAggregator(keywords, relevance);
    }

    /** The most relevant passage first; none when the documents say nothing about the question. */
    @Override
    public List<Content> retrieve(Query query) {
        return fusion.aggregate(Map.of(query, List.of(byMeaning.retrieve(query), byWords.retrieve(query))));
    }
}
