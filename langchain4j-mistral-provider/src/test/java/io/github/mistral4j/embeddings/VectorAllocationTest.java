package io.github.mistral4j.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.sun.management.ThreadMXBean;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.api.EmbeddingsRequest;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** M2: vectors go from the wire into arrays of floats. */
class VectorAllocationTest {

    private static final int INPUTS = 64;
    private static final int DIMENSION = 1_024;

    private static ResponseDefinition numbers() {
        Random random = new Random(3);
        String data = IntStream.range(0, INPUTS)
                .mapToObj(i -> Answers.vector(
                        i,
                        IntStream.range(0, DIMENSION)
                                .mapToObj(j -> Double.toString(random.nextGaussian() / 30))
                                .collect(Collectors.joining(","))))
                .collect(Collectors.joining(","));
        return Answers.embeddings(data, INPUTS);
    }

    @Test
    void at_most_sixty_bytes_a_number() {
        ResponseDefinition answer = numbers();
        EmbeddingsRequest request = new EmbeddingsRequest("mistral-embed", Collections.nCopies(INPUTS, "text"));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        try (WireServer server = WireServer.start().otherwise(any -> answer);
                MistralClient client = MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("k")
                        .build()) {
            for (int i = 0; i < 8; i++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                client.embed(request);
                best = Math.min(best, threads.getCurrentThreadAllocatedBytes() - before);
            }
        }

        assertThat(best / (double) (INPUTS * DIMENSION)).isLessThan(60);
    }
}
