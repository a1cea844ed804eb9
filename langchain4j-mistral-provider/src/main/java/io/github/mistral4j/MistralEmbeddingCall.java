package io.github.mistral4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.embedding.response.EmbeddingResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.internal.embeddings.EmbeddingResults;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An embedding call as LangChain4j hands it on. */
record MistralEmbeddingCall(
        String requestedModelName, @Nullable EmbeddingProgressListener listener) implements EmbeddingResults {

    @Override
    public @Nullable TokenUsage usage(@Nullable Usage usage) {
        return MistralTokenUsage.of(usage);
    }

    @Override
    public void progress(int done, int total, long tokens) {
        if (listener != null) {
            listener.onProgress(new EmbeddingProgress(done, total, tokens));
        }
    }

    @Override
    public EmbeddingResponse response(
            List<Embedding> embeddings, @Nullable String modelName, @Nullable TokenUsage usage) {
        return EmbeddingResponse.builder()
                .embeddings(embeddings)
                .metadata(EmbeddingResponseMetadata.builder()
                        .modelName(modelName == null ? requestedModelName : modelName)
                        .tokenUsage(usage)
                        .build())
                .build();
    }

    @Override
    public LangChain4jException failure(MistralException failure, String where, @Nullable Embedding[] embeddings) {
        LangChain4jException translated = MistralExceptionMapper.map(failure, where);
        translated.addSuppressed(new MistralPartialEmbeddings(embeddings));
        return translated;
    }
}
