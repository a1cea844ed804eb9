package io.github.mistral4j.examples.ingest;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;

/** Counts what it is asked for, and fails when it is told to. */
final class FakeEmbeddings implements EmbeddingModel {

    final List<Integer> batches = new ArrayList<>();
    int failAfter = Integer.MAX_VALUE;

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        if (batches.size() >= failAfter) {
            throw new IllegalStateException("the server is gone");
        }
        batches.add(segments.size());
        List<Embedding> embeddings = segments.stream()
                .map(segment -> Embedding.from(new float[] {1, segment.text().length()}))
                .toList();
        return Response.from(embeddings, new TokenUsage(segments.size()));
    }

    int embedded() {
        return batches.stream().mapToInt(size -> size).sum();
    }
}
