package io.github.mistral4j.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.requests.WireServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("core-1.20")
class EmbeddingCancellationTest {

    @Test
    void cancelling_the_future_sends_no_further_batch() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (WireServer server = WireServer.start().otherwise(request -> AnyCorpusTest.hang(arrived, release));
                MistralClient client = MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("k")
                        .build()) {
            CompletableFuture<EmbeddingResponse> future = MistralEmbeddingModel.builder()
                    .client(client)
                    .modelName("mistral-embed")
                    .maxSegmentsPerBatch(1)
                    .maxBatchesInFlight(1)
                    .build()
                    .embedAsync(EmbeddingRequest.builder().inputs("a", "b", "c").build());
            arrived.await();

            assertThat(future.cancel(true)).isTrue();
            release.countDown();

            assertThat(future).isCancelled();
            assertThat(server.requests()).isEqualTo(1);
        }
    }
}
