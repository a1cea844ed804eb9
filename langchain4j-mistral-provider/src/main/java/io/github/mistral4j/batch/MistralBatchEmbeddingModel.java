package io.github.mistral4j.batch;

import dev.langchain4j.Experimental;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.batch.BatchRequest;
import dev.langchain4j.model.batch.BatchResponse;
import dev.langchain4j.model.embedding.BatchEmbeddingModel;
import dev.langchain4j.model.output.Response;
import io.github.mistral4j.MistralTokenUsage;
import io.github.mistral4j.ModelBuilder;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import io.github.mistral4j.internal.BatchWire;
import io.github.mistral4j.internal.ClientHandle;
import io.github.mistral4j.internal.embeddings.EmbeddingSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings in batch jobs ({@code /v1/batch/jobs}), at half the price: a request for each segment.
 *
 * <p>Up to 10,000 requests go with the job, more as a file, which is deleted when this model has seen the end of the job, and by the
 * server a day after the job must have ended. A job is never started twice: when the connection fails after bytes were sent, the call
 * fails, and {@link #list} tells whether it was started. Results come in the order of the requests; one that failed, or
 * that the server left out, is a failure of its own. Fetch them within a day.
 */
@Experimental
public final class MistralBatchEmbeddingModel extends Batches<Response<Embedding>> implements BatchEmbeddingModel {

    private final EmbeddingSettings settings;

    private MistralBatchEmbeddingModel(Builder builder, ClientHandle handle) {
        super(handle, "/v1/embeddings", builder.timeoutHours, builder.pauses);
        this.settings = new EmbeddingSettings(builder.modelName, builder.dimensions, null, Map.of(), Map.of());
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a job.
     *
     * @throws InvalidRequestException when a segment is blank, with its place
     */
    @Override
    public BatchResponse<Response<Embedding>> submit(BatchRequest<TextSegment> request) {
        List<Map<String, @Nullable Object>> bodies = new ArrayList<>();
        for (TextSegment segment : request.requests()) {
            if (segment.text().isBlank()) {
                throw new InvalidRequestException("segment " + bodies.size() + " is blank");
            }
            bodies.add(BatchWire.embeddings(settings.request(List.of(segment.text()))));
        }
        return submit(settings.modelName(), bodies);
    }

    @Override
    Response<Embedding> answer(Map<String, @Nullable Object> body) throws IOException {
        EmbeddingsResponse response = BatchWire.embeddingsAnswer(body);
        return Response.from(Embedding.from(response.vectors().get(0)), MistralTokenUsage.of(response.usage()));
    }

    /** Collects the settings of a model. */
    public static final class Builder extends ModelBuilder<Builder> {

        private static final String DEFAULT_MODEL = "mistral-embed";

        private String modelName = DEFAULT_MODEL;
        private @Nullable Integer dimensions;
        private @Nullable Integer timeoutHours;
        private Batches.Pauses pauses = Batches.Pauses.SYSTEM;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /** {@code model}; {@code mistral-embed} by default. */
        public Builder modelName(@Nullable String modelName) {
            this.modelName = modelName == null ? DEFAULT_MODEL : modelName;
            return this;
        }

        /** {@code output_dimension}: how many numbers a vector has, 1 to 3072; only for {@code codestral-embed}. */
        public Builder dimensions(@Nullable Integer dimensions) {
            this.dimensions = dimensions;
            return this;
        }

        /** {@code timeout_hours}: when the server gives up, 1 to 168; 24 by default. */
        public Builder timeoutHours(@Nullable Integer timeoutHours) {
            if (timeoutHours != null && (timeoutHours < 1 || timeoutHours > 168)) {
                throw new IllegalArgumentException("timeoutHours must be between 1 and 168, but is " + timeoutHours);
            }
            this.timeoutHours = timeoutHours;
            return this;
        }

        Builder pauses(Batches.Pauses pauses) {
            this.pauses = pauses;
            return this;
        }

        /**
         * The model.
         *
         * @throws IllegalArgumentException when an API key is needed and missing, or settings contradict each other
         */
        public MistralBatchEmbeddingModel build() {
            return new MistralBatchEmbeddingModel(this, clientHandle());
        }
    }
}
