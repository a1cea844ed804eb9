package io.github.mistral4j.client.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /v1/embeddings}.
 *
 * @param vectors one per input, in the order of the inputs whatever the order on the wire was
 */
public record EmbeddingsResponse(
        @Nullable String id,
        @Nullable String model,
        List<float[]> vectors,
        @Nullable Usage usage) {

    public EmbeddingsResponse {
        vectors = List.copyOf(vectors);
    }

    @Override
    public String toString() {
        return "EmbeddingsResponse[id=" + id + ", model=" + model + ", vectors=" + vectors.size() + ", usage=" + usage
                + "]";
    }
}
