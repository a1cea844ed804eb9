package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/embeddings}.
 *
 * @param input one to 256 texts, none blank; together at most 16,384 tokens
 * @param outputDimension {@code output_dimension}, only for {@code codestral-embed}: 1 to 3072
 * @param outputDtype {@code output_dtype}: {@code float}, {@code int8}, {@code uint8}, {@code binary} or {@code ubinary}
 * @param encodingFormat {@code encoding_format}: {@code float} or {@code base64}
 * @param metadata free entries kept with the call
 * @param extra fields this version does not know, for gateways; added to the body as they are
 */
public record EmbeddingsRequest(
        String model,
        List<String> input,
        @Nullable Integer outputDimension,
        @Nullable String outputDtype,
        @Nullable String encodingFormat,
        Map<String, @Nullable Object> metadata,
        Map<String, @Nullable Object> extra) {

    public EmbeddingsRequest {
        requireNonNull(model, "model");
        input = List.copyOf(input);
        requireNonNull(metadata, "metadata");
        requireNonNull(extra, "extra");
    }

    public EmbeddingsRequest(String model, List<String> input) {
        this(model, input, null, null, null, Map.of(), Map.of());
    }

    @Override
    public String toString() {
        return "EmbeddingsRequest[model=" + model + ", input=" + input.size() + " texts, outputDimension="
                + outputDimension + ", outputDtype=" + outputDtype + "]";
    }
}
