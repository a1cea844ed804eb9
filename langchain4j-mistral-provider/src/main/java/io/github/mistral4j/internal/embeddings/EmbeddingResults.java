package io.github.mistral4j.internal.embeddings;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.api.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an embedding call tells on its way and becomes in the end. */
public interface EmbeddingResults {

    @Nullable
    TokenUsage usage(@Nullable Usage usage);

    void progress(int done, int total, long tokens);

    EmbeddingResponse response(List<Embedding> embeddings, @Nullable String modelName, @Nullable TokenUsage usage);

    /** The failure of a batch with the vectors that there are; null stands where one is missing. */
    Throwable failure(MistralException failure, String where, @Nullable Embedding[] embeddings);
}
