package io.github.mistral4j.examples.search;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.util.List;

/**
 * For an embedding model that knows English alone, as the one of the stand-in: what is written in German, French or Spanish is put
 * into English word by word first. Mistral's model needs none of it.
 */
public final class GlossedEmbeddings implements EmbeddingModel {

    private final EmbeddingModel model;

    public GlossedEmbeddings(EmbeddingModel model) {
        this.model = model;
    }

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        return model.embedAll(segments.stream()
                .map(segment -> TextSegment.from(QuestionWords.inEnglish(segment.text())))
                .toList());
    }
}
