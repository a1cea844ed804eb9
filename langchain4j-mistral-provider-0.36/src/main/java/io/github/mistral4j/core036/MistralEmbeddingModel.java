package io.github.mistral4j.core036;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.DimensionAwareEmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.api.EmbeddingsRequest;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import io.github.mistral4j.internal.embeddings.EmbeddingBatch;
import java.util.ArrayList;
import java.util.List;

/** Mistral's embedding models. As many requests as the texts need, one after the other; a failure of one fails the call. */
public final class MistralEmbeddingModel extends DimensionAwareEmbeddingModel {

    private static final int MOST_TEXTS = 128;
    private static final int MOST_TOKENS = 8_192;

    private final MistralClient client;
    private final String modelName;

    /** A model on a client, which it does not close; the name is {@code mistral-embed} or {@code codestral-embed}. */
    public MistralEmbeddingModel(MistralClient client, String modelName) {
        this.client = requireNonNull(client, "client");
        this.modelName = requireNonNull(modelName, "modelName");
    }

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        List<String> texts = segments.stream().map(TextSegment::text).toList();
        List<Embedding> embeddings = new ArrayList<>(texts.size());
        TokenUsage usage = null;
        for (EmbeddingBatch batch : EmbeddingBatch.plan(texts, MOST_TEXTS, MOST_TOKENS)) {
            EmbeddingsResponse answer = client.embed(
                            new EmbeddingsRequest(modelName, texts.subList(batch.from(), batch.to())))
                    .body();
            answer.vectors().forEach(vector -> embeddings.add(Embedding.from(vector)));
            usage = TokenUsage.sum(usage, AnswerBuilder.tokens(answer.usage()));
        }
        return Response.from(embeddings, usage);
    }
}
