package io.github.mistral4j.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.segment.TextSegment;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralResponse;
import io.github.mistral4j.client.ResponseInfo;
import io.github.mistral4j.client.api.EmbeddingsRequest;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The client's interface is small enough to fake, with answers that are there at once. */
class FakeClientTest {

    @Test
    void batches_that_are_answered_at_once_do_not_pile_up_on_the_stack() {
        List<TextSegment> texts = Collections.nCopies(500, TextSegment.from("text"));
        AtOnce client = new AtOnce();

        assertThat(MistralEmbeddingModel.builder()
                        .client(client)
                        .modelName("mistral-embed")
                        .maxSegmentsPerBatch(1)
                        .build()
                        .embedAll(texts)
                        .content())
                .hasSize(500);
        assertThat(client.deepest).isLessThan(client.shallowest + 50);
    }

    @Test
    void an_error_of_the_progress_listener_holds_nothing_up() {
        MistralEmbeddingModel model = MistralEmbeddingModel.builder()
                .client(new AtOnce())
                .modelName("mistral-embed")
                .maxSegmentsPerBatch(1)
                .progressListener(progress -> {
                    throw new AssertionError("of the application");
                })
                .build();

        assertThat(model.embedAll(Collections.nCopies(3, TextSegment.from("text")))
                        .content())
                .hasSize(3);
    }

    private static final class AtOnce implements MistralClient {

        private long deepest;
        private long shallowest = Long.MAX_VALUE;

        @Override
        public MistralResponse<EmbeddingsResponse> embed(EmbeddingsRequest request) {
            long depth = StackWalker.getInstance().walk(frames -> frames.count());
            deepest = Math.max(deepest, depth);
            shallowest = Math.min(shallowest, depth);
            List<float[]> vectors = Collections.nCopies(request.input().size(), new float[] {1});
            return new MistralResponse<>(
                    new EmbeddingsResponse("e", "m", vectors, null), ResponseInfo.of(200, Map.of()));
        }

        @Override
        public CompletableFuture<MistralResponse<EmbeddingsResponse>> embedAsync(EmbeddingsRequest request) {
            return CompletableFuture.completedFuture(embed(request));
        }

        @Override
        public void close() {}
    }
}
