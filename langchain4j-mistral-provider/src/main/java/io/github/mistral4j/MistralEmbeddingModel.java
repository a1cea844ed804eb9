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
import io.github.mistral4j.internal.ClientHandle;
import io.github.mistral4j.internal.JsonValues;
import io.github.mistral4j.internal.embeddings.EmbeddingBatch;
import io.github.mistral4j.internal.embeddings.EmbeddingRun;
import io.github.mistral4j.internal.embeddings.EmbeddingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Mistral's embedding models. Takes any number of texts at once: they are sent in batches, several at a time, and the vectors
 * come back in the order of the texts. Safe for use by many threads.
 *
 * <pre>{@code
 * MistralEmbeddingModel model = MistralEmbeddingModel.builder().modelName("mistral-embed").build();
 * List<Embedding> vectors = model.embedAll(segments).content();
 * }</pre>
 *
 * <p>When it fails for good, LangChain4j's exception names the segments that failed, counted from 0, and carries the vectors of
 * those that were done: {@link MistralPartialEmbeddings#of}.
 */
public final class MistralEmbeddingModel extends DimensionAwareEmbeddingModel implements AutoCloseable {

    /**
     * {@code output_dtype} of a request: {@code float}, {@code int8}, {@code uint8}, {@code binary} or {@code ubinary}; the
     * numbers arrive as floats whatever it is, eight dimensions in each with the binary ones.
     */
    public static final EmbeddingParameter<String> OUTPUT_DTYPE = EmbeddingSettings.OUTPUT_DTYPE;

    private static final Set<EmbeddingParameter<?>> SUPPORTED =
            Set.of(EmbeddingRequestParameters.MODEL_NAME, EmbeddingRequestParameters.DIMENSIONS, OUTPUT_DTYPE);

    private final ClientHandle handle;
    private final EmbeddingRequestParameters parameters;
    private final Builder settings;

    private MistralEmbeddingModel(Builder builder, EmbeddingRequestParameters parameters, ClientHandle handle) {
        this.handle = handle;
        this.parameters = parameters;
        this.settings = builder.copy();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder with the settings of this model and its client, which the new model shares and does not close. */
    public Builder toBuilder() {
        return settings.copy().client(handle.client());
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
        EmbeddingSettings own = settings.of(request.parameters());
        List<String> texts = texts(request.inputs());
        return new EmbeddingRun(
                        handle.client(),
                        own,
                        texts,
                        EmbeddingBatch.plan(texts, settings.maxSegmentsPerBatch, settings.maxTokensPerBatch),
                        settings.maxBatchesInFlight,
                        new MistralEmbeddingCall(own.modelName(), settings.progressListener))
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

    @Override
    protected @Nullable Integer knownDimension() {
        return parameters.modelName() == null ? null : settings.of(parameters).knownDimension();
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
        return settings.listeners;
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
        private Map<String, @Nullable Object> metadata = Map.of();
        private Map<String, @Nullable Object> extraBody = Map.of();

        private Builder() {}

        private Builder copy() {
            Builder copy = new Builder();
            copy.modelName = modelName;
            copy.dimensions = dimensions;
            copy.outputDtype = outputDtype;
            copy.maxSegmentsPerBatch = maxSegmentsPerBatch;
            copy.maxTokensPerBatch = maxTokensPerBatch;
            copy.maxBatchesInFlight = maxBatchesInFlight;
            copy.listeners = listeners;
            copy.progressListener = progressListener;
            copy.metadata = metadata;
            copy.extraBody = extraBody;
            return copy;
        }

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

        /** {@code metadata}: free entries that the server keeps with each request. */
        public Builder metadata(@Nullable Map<String, @Nullable Object> metadata) {
            this.metadata = JsonValues.checked("metadata", metadata);
            return this;
        }

        /** Fields that are added to the body as they are, for a gateway that takes more than Mistral does. */
        public Builder extraBody(@Nullable Map<String, @Nullable Object> extraBody) {
            this.extraBody = JsonValues.checked("extraBody", extraBody);
            for (String name : List.of("model", "input", "output_dimension", "output_dtype", "metadata")) {
                if (this.extraBody.containsKey(name)) {
                    throw new IllegalArgumentException(
                            "extraBody must not hold '" + name + "', which has a setting of its own");
                }
            }
            return this;
        }

        /** The same as {@link #extraBody}, under the name that other providers use. */
        public Builder customParameters(@Nullable Map<String, @Nullable Object> customParameters) {
            return extraBody(customParameters);
        }

        private EmbeddingSettings of(EmbeddingRequestParameters request) {
            return EmbeddingSettings.of(request, metadata, extraBody);
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
                of(parameters);
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
