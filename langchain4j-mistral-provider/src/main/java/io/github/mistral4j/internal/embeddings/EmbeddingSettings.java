package io.github.mistral4j.internal.embeddings;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import io.github.mistral4j.client.api.EmbeddingsRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Model, dimensions and data type of an embedding request, checked against what the known models can do. */
public record EmbeddingSettings(
        String modelName,
        @Nullable Integer dimensions,
        @Nullable String outputDtype,
        Map<String, @Nullable Object> metadata,
        Map<String, @Nullable Object> extraBody) {

    /** {@code output_dtype} among the parameters of a request. */
    public static final EmbeddingParameter<String> OUTPUT_DTYPE = new EmbeddingParameter<>("outputDtype", String.class);

    private static final int MISTRAL_EMBED_DIMENSIONS = 1_024;
    private static final int CODESTRAL_EMBED_DEFAULT = 1_536;
    private static final int CODESTRAL_EMBED_MOST = 3_072;
    private static final int BITS = 8;
    private static final Set<String> DTYPES = Set.of("float", "int8", "uint8", "binary", "ubinary");

    public static EmbeddingSettings of(
            EmbeddingRequestParameters parameters,
            Map<String, @Nullable Object> metadata,
            Map<String, @Nullable Object> extraBody) {
        String model = parameters.modelName();
        if (model == null || model.isBlank()) {
            throw new InvalidRequestException(
                    "modelName must be set, on the model's builder or in the request; see MistralEmbeddingModelName");
        }
        return new EmbeddingSettings(
                model, parameters.dimensions(), parameters.parameter(OUTPUT_DTYPE), metadata, extraBody);
    }

    public EmbeddingSettings {
        if (dimensions != null && dimensions < 1) {
            throw new InvalidRequestException("dimensions must be 1 or more, but is " + dimensions);
        }
        if (outputDtype != null && !DTYPES.contains(outputDtype)) {
            throw new InvalidRequestException(
                    "outputDtype must be float, int8, uint8, binary or ubinary, but is " + outputDtype);
        }
        if (isMistralEmbed(modelName)) {
            if (dimensions != null && dimensions != MISTRAL_EMBED_DIMENSIONS) {
                throw new UnsupportedFeatureException(
                        "dimensions " + dimensions + " are not supported by " + modelName + ", which has 1024");
            }
            if (outputDtype != null && !outputDtype.equals("float")) {
                throw new UnsupportedFeatureException(
                        "outputDtype " + outputDtype + " is not supported by " + modelName);
            }
        }
        if (isCodestralEmbed(modelName) && dimensions != null && dimensions > CODESTRAL_EMBED_MOST) {
            throw new InvalidRequestException(
                    "dimensions of " + modelName + " must be at most 3072, but are " + dimensions);
        }
    }

    public EmbeddingsRequest request(List<String> input) {
        // Mistral documents both fields for codestral-embed only.
        boolean fixed = isMistralEmbed(modelName);
        return new EmbeddingsRequest(
                modelName, input, fixed ? null : dimensions, fixed ? null : outputDtype, null, metadata, extraBody);
    }

    /** How many numbers a vector has; null where only the server knows. */
    public @Nullable Integer knownDimension() {
        Integer values = dimensions != null
                ? dimensions
                : isMistralEmbed(modelName)
                        ? (Integer) MISTRAL_EMBED_DIMENSIONS
                        : isCodestralEmbed(modelName) ? (Integer) CODESTRAL_EMBED_DEFAULT : null;
        boolean packed = outputDtype != null && outputDtype.endsWith("binary");
        return values == null ? null : packed ? (Integer) (values / BITS) : values;
    }

    private static boolean isMistralEmbed(String model) {
        return model.equals("mistral-embed") || model.equals("mistral-embed-2312");
    }

    private static boolean isCodestralEmbed(String model) {
        return model.equals("codestral-embed") || model.equals("codestral-embed-2505");
    }
}
