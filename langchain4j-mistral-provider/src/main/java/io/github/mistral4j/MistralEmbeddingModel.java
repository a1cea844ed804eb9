package io.github.mistral4j;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.embedding.DimensionAwareEmbeddingModel;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.embedding.response.EmbeddingResponseMetadata;
import io.github.mistral4j.internal.ClientHandle;
import io.github.mistral4j.internal.EmbeddingBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Mistral's embedding models. Takes any number of texts at once: they are sent in batches, several at a time, and the vectors
 * come back in the order of the texts. Safe for use by many threads.
 *
 * <p>When it fails for good, LangChain4j's exception names the segments that failed, counted from 0, and carries the vectors of
 * those that were done: {@link MistralPartialEmbeddings#of}.
 */
public final class MistralEmbeddingModel extends DimensionAwareEmbeddingModel implements AutoCloseable {

    /**
     * {@code output_dtype} of a request: {@code float}, {@code int8}, {@code uint8}, {@code binary} or {@code ubinary}; the
     * numbers arrive as floats whatever it is, eight dimensions in each with the binary ones.
     */
    public static final EmbeddingParameter<String> OUTPUT_DTYPE = new EmbeddingParameter<>("outputDtype", String.class);

    private static final Set<EmbeddingParameter<?>> SUPPORTED =
            Set.of(EmbeddingRequestParameters.MODEL_NAME, EmbeddingRequestParameters.DIMENSIONS, OUTPUT_DTYPE);

    private final ClientHandle handle;
    private final EmbeddingRequestParameters parameters;
    private final int maxSegmentsPerBatch;
    private final int maxTokensPerBatch;
    private final int maxBatchesInFlight;
    private final List<EmbeddingModelListener> listeners;
    private final @Nullable EmbeddingProgressListener progressListener;

    private MistralEmbeddingModel(Builder builder, EmbeddingRequestParameters parameters, ClientHandle handle) {
        this.handle = handle;
        this.parameters = parameters;
        this.maxSegmentsPerBatch = builder.maxSegmentsPerBatch;
        this.maxTokensPerBatch = builder.maxTokensPerBatch;
        this.maxBatchesInFlight = builder.maxBatchesInFlight;
        this.listeners = builder.listeners;
        this.progressListener = builder.progressListener;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public EmbeddingResponse doEmbed(EmbeddingRequest request) {
        CompletableFuture<EmbeddingResponse> running = run(request);
        try {
            return running.get();
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new LangChain4jException("the calling thread was interrupted while it waited for embeddings", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new LangChain4jException(e.getCause());
        }
    }

    /** As {@link #doEmbed}, without blocking the caller; cancelling the future ends all its requests. */
    @Override
    public CompletableFuture<EmbeddingResponse> doEmbedAsync(EmbeddingRequest request) {
        try {
            return run(request);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<EmbeddingResponse> run(EmbeddingRequest request) {
        EmbeddingSettings settings = EmbeddingSettings.of(request.parameters());
        List<String> texts = texts(request.inputs());
        return new EmbeddingRun(
                        handle.client(),
                        settings,
                        texts,
                        EmbeddingBatch.plan(texts, maxSegmentsPerBatch, maxTokensPerBatch),
                        maxBatchesInFlight,
                        progressListener)
                .start();
    }

    private static List<String> texts(List<EmbeddingInput> inputs) {
        List<String> texts = new ArrayList<>(inputs.size());
        for (EmbeddingInput input : inputs) {
            String text = input.text();
            if (text.isBlank()) {
                throw new InvalidRequestException(
                        "segment " + texts.size() + " is blank; the API takes no blank texts");
            }
            texts.add(text);
        }
        return texts;
    }

    static EmbeddingResponseMetadata metadata(
            @Nullable String modelName, EmbeddingSettings settings, @Nullable MistralTokenUsage usage) {
        return EmbeddingResponseMetadata.builder()
                .modelName(modelName == null ? settings.modelName() : modelName)
                .tokenUsage(usage)
                .build();
    }

    @Override
    protected @Nullable Integer knownDimension() {
        return parameters.modelName() == null
                ? null
                : EmbeddingSettings.of(parameters).knownDimension();
    }

    @Override
    public String modelName() {
        return parameters.modelName() == null ? "unknown" : parameters.modelName();
    }

    @Override
    public Set<EmbeddingParameter<?>> supportedParameters() {
        return SUPPORTED;
    }

    @Override
    public EmbeddingRequestParameters defaultRequestParameters() {
        return parameters;
    }

    @Override
    public List<EmbeddingModelListener> listeners() {
        return listeners;
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.MISTRAL_AI;
    }

    /** Closes the client, unless it is a shared one. */
    @Override
    public void close() {
        handle.close();
    }

    /** Collects the settings of a model. */
    public static final class Builder extends ModelBuilder<Builder> {

        private static final int MOST_SEGMENTS = 128;
        private static final int MOST_TOKENS = 12_000;
        private static final int IN_FLIGHT = 8;

        private @Nullable String modelName;
        private @Nullable Integer dimensions;
        private @Nullable String outputDtype;
        private int maxSegmentsPerBatch = MOST_SEGMENTS;
        private int maxTokensPerBatch = MOST_TOKENS;
        private int maxBatchesInFlight = IN_FLIGHT;
        private List<EmbeddingModelListener> listeners = List.of();
        private @Nullable EmbeddingProgressListener progressListener;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /** {@code model}, see {@link MistralEmbeddingModelName}. Required here or in each request. */
        public Builder modelName(@Nullable String modelName) {
            this.modelName = modelName;
            return this;
        }

        /** {@code output_dimension}: how many numbers a vector has, 1 to 3072; only for {@code codestral-embed}. */
        public Builder dimensions(@Nullable Integer dimensions) {
            this.dimensions = dimensions;
            return this;
        }

        /** {@code output_dtype}, see {@link MistralEmbeddingModel#OUTPUT_DTYPE}; only for {@code codestral-embed}. */
        public Builder outputDtype(@Nullable String outputDtype) {
            this.outputDtype = outputDtype;
            return this;
        }

        /** The most texts in one request, 128 by default; the API takes 256. */
        public Builder maxSegmentsPerBatch(@Nullable Integer maxSegmentsPerBatch) {
            this.maxSegmentsPerBatch =
                    maxSegmentsPerBatch == null ? MOST_SEGMENTS : positive("maxSegmentsPerBatch", maxSegmentsPerBatch);
            return this;
        }

        /** The most tokens in one request by our estimate, 12,000 by default; the API takes 16,384. */
        public Builder maxTokensPerBatch(@Nullable Integer maxTokensPerBatch) {
            this.maxTokensPerBatch =
                    maxTokensPerBatch == null ? MOST_TOKENS : positive("maxTokensPerBatch", maxTokensPerBatch);
            return this;
        }

        /** How many requests of one call may be under way at a time, 8 by default. */
        public Builder maxBatchesInFlight(@Nullable Integer maxBatchesInFlight) {
            this.maxBatchesInFlight =
                    maxBatchesInFlight == null ? IN_FLIGHT : positive("maxBatchesInFlight", maxBatchesInFlight);
            return this;
        }

        /** Told after each batch. */
        public Builder progressListener(@Nullable EmbeddingProgressListener progressListener) {
            this.progressListener = progressListener;
            return this;
        }

        /** Told of each request, answer and failure. */
        public Builder listeners(@Nullable List<EmbeddingModelListener> listeners) {
            this.listeners = listeners == null ? List.of() : List.copyOf(listeners);
            return this;
        }

        /** Told of each request, answer and failure. */
        public Builder listeners(EmbeddingModelListener... listeners) {
            return listeners(List.of(listeners));
        }

        /**
         * The model.
         *
         * @throws IllegalArgumentException when an API key is needed and missing, or settings contradict each other
         */
        public MistralEmbeddingModel build() {
            EmbeddingRequestParameters parameters = EmbeddingRequestParameters.builder()
                    .modelName(modelName)
                    .dimensions(dimensions)
                    .set(OUTPUT_DTYPE, outputDtype)
                    .build();
            if (modelName != null) {
                EmbeddingSettings.of(parameters);
            }
            return new MistralEmbeddingModel(this, parameters, clientHandle());
        }

        private static int positive(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be 1 or more, but is " + value);
            }
            return value;
        }
    }
}
