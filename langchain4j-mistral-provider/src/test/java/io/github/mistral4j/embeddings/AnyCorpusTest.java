package io.github.mistral4j.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.output.Response;
import io.github.mistral4j.EmbeddingProgress;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralPartialEmbeddings;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** M1: any number of segments at once. */
class AnyCorpusTest {

    private final WireServer server = WireServer.start();
    private final MistralClient client =
            new RetryTiming().client().baseUrl(server.baseUrl()).apiKey("k").build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private MistralEmbeddingModel model(UnaryOperator<MistralEmbeddingModel.Builder> settings) {
        return settings.apply(MistralEmbeddingModel.builder().client(client).modelName("mistral-embed"))
                .build();
    }

    private static List<TextSegment> texts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TextSegment.from("text " + i))
                .toList();
    }

    private static void assertInOrder(Response<List<Embedding>> response, int count) {
        assertThat(response.content()).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(response.content().get(i).vector()).containsExactly(i, 1);
        }
    }

    private static Throwable cause(Throwable failure) {
        return Objects.requireNonNull(failure.getCause());
    }

    @Test
    void batches_of_at_most_128_in_input_order_with_the_usage_summed() {
        EmbeddingServer embeddings = new EmbeddingServer(256);
        server.otherwise(embeddings);

        Response<List<Embedding>> response = model(b -> b).embedAll(texts(1_000));

        assertInOrder(response, 1_000);
        assertThat(embeddings.batches()).containsExactlyInAnyOrder(128, 128, 128, 128, 128, 128, 128, 104);
        assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(1_000);
        assertThat(response.tokenUsage().totalTokenCount()).isEqualTo(1_000);
    }

    @Test
    void batches_of_at_most_12000_estimated_tokens() {
        EmbeddingServer embeddings = new EmbeddingServer(256);
        server.otherwise(embeddings);
        List<TextSegment> long4000Tokens = IntStream.range(0, 10)
                .mapToObj(i -> TextSegment.from(i + "abcd".repeat(3_990)))
                .toList();

        model(b -> b).embedAll(long4000Tokens);

        assertThat(embeddings.batches()).containsExactlyInAnyOrder(3, 3, 3, 1);
    }

    @Test
    void a_text_longer_than_a_batch_is_a_batch_of_its_own() {
        EmbeddingServer embeddings = new EmbeddingServer(256);
        server.otherwise(embeddings);

        model(b -> b.maxTokensPerBatch(10))
                .embedAll(List.of(
                        TextSegment.from("1"), TextSegment.from("2 " + "long ".repeat(100)), TextSegment.from("3")));

        assertThat(embeddings.batches()).containsExactlyInAnyOrder(1, 1, 1);
    }

    @Test
    void a_refused_batch_is_halved_until_the_server_takes_it() {
        EmbeddingServer embeddings = new EmbeddingServer(20);
        server.otherwise(embeddings);

        assertInOrder(model(b -> b).embedAll(texts(300)), 300);

        assertThat(embeddings.batches().stream()
                        .filter(size -> size <= 20)
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(300);
    }

    @Test
    void a_single_text_that_is_refused_is_named() {
        server.otherwise(new EmbeddingServer(0));

        assertThat(catchThrowable(() -> model(b -> b.maxBatchesInFlight(1)).embedAll(texts(8))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("segment 0 of 8 failed, 0 have their vector: Too many inputs");
    }

    @Test
    void as_many_in_flight_as_set_and_no_more() {
        EmbeddingServer embeddings = new EmbeddingServer(256);
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        server.otherwise(request -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                // Three must be under way for the first to be answered.
                three.await(20, TimeUnit.SECONDS);
                return embeddings.apply(request);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                running.decrementAndGet();
            }
        });

        model(b -> b.maxSegmentsPerBatch(1).maxBatchesInFlight(3)).embedAll(texts(30));

        assertThat(most).hasValue(3);
    }

    @Test
    void an_empty_list_makes_no_call() {
        assertThat(model(b -> b).embedAll(List.of()).content()).isEmpty();
        assertThat(server.requests()).isZero();
    }

    @Test
    void a_blank_text_is_refused_by_its_position_before_any_call() {
        MistralEmbeddingModel model = model(b -> b);

        assertThat(catchThrowable(() -> model.embed(
                        EmbeddingRequest.builder().inputs("a", "b", "\n").build())))
                .isExactlyInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("segment 2");
        assertThat(server.requests()).isZero();
    }

    @Test
    void progress_is_told_after_each_batch() {
        server.otherwise(new EmbeddingServer(256));
        List<EmbeddingProgress> progress = Collections.synchronizedList(new ArrayList<>());

        model(b -> b.maxSegmentsPerBatch(10).maxBatchesInFlight(1).progressListener(progress::add))
                .embedAll(texts(25));

        assertThat(progress)
                .containsExactly(
                        new EmbeddingProgress(10, 25, 10),
                        new EmbeddingProgress(20, 25, 20),
                        new EmbeddingProgress(25, 25, 25));
    }

    @Test
    void a_progress_listener_that_throws_does_not_end_the_call() {
        server.otherwise(new EmbeddingServer(256));

        assertInOrder(
                model(b -> b.maxSegmentsPerBatch(10).progressListener(progress -> {
                            throw new IllegalStateException("listener");
                        }))
                        .embedAll(texts(25)),
                25);
    }

    @Test
    void a_failure_names_its_segments_and_carries_the_vectors_that_were_done() throws Exception {
        EmbeddingServer embeddings = new EmbeddingServer(256);
        server.otherwise(request -> {
            boolean third = request.getBodyAsString().contains("\"text 20\"");
            return third ? Answers.error(500) : embeddings.apply(request);
        });

        Throwable failure = catchThrowable(() ->
                model(b -> b.maxSegmentsPerBatch(10).maxBatchesInFlight(1)).embedAll(texts(50)));

        assertThat(failure)
                .isExactlyInstanceOf(InternalServerException.class)
                .hasMessageStartingWith("segments 20 to 29 of 50 failed, 20 have their vector: it is 500");
        MistralPartialEmbeddings partial = Objects.requireNonNull(MistralPartialEmbeddings.of(failure));
        assertThat(partial.total()).isEqualTo(50);
        assertThat(partial.embeddings()).hasSize(20);
        partial.embeddings()
                .forEach((position, embedding) -> assertThat(embedding.vector()).containsExactly(position, 1));
        assertThat(embeddings.batches()).hasSize(2);
        assertThat(server.requests()).isEqualTo(6);

        Throwable copy = copied(failure);
        assertThat(copy).hasStackTraceContaining("20 of 50 segments have their vector");
        assertThat(Objects.requireNonNull(MistralPartialEmbeddings.of(copy)).embeddings())
                .isEqualTo(partial.embeddings());
    }

    private static Throwable copied(Throwable original) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(original);
        return (Throwable) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }

    @Test
    void the_partial_vectors_are_found_in_a_wrapped_failure_too() {
        server.otherwise(request -> Answers.error(400));
        Throwable failure = catchThrowable(() -> model(b -> b).embed("text 1"));

        assertThat(MistralPartialEmbeddings.of(new RuntimeException(new IllegalStateException(failure))))
                .isNotNull();
        assertThat(MistralPartialEmbeddings.of(new RuntimeException("other"))).isNull();
    }

    @Test
    void a_wrong_count_is_the_servers_failure() {
        server.otherwise(request -> Answers.embeddings(2, 2));

        assertThat(catchThrowable(() -> model(b -> b).embedAll(texts(3))))
                .isExactlyInstanceOf(InternalServerException.class)
                .hasMessageContaining("2 vectors for 3 inputs");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void an_index_that_appears_twice_or_is_none_is_the_servers_failure() {
        for (String data : List.of(
                Answers.vector(0, "1") + "," + Answers.vector(0, "2"),
                Answers.vector(0, "1") + "," + Answers.vector(2, "2"),
                Answers.vector(-1, "1") + "," + Answers.vector(1, "2"),
                "{\"index\":0},{\"index\":1,\"embedding\":[1]}",
                "{\"index\":0,\"embedding\":[]},{\"index\":1,\"embedding\":[1]}",
                "{\"index\":0,\"embedding\":[null]},{\"index\":1,\"embedding\":[1]}",
                "{\"index\":0,\"embedding\":\"###\"},{\"index\":1,\"embedding\":[1]}",
                "{\"index\":0,\"embedding\":\"AAAA\"},{\"index\":1,\"embedding\":[1]}",
                "7,8")) {
            server.answers(Answers.embeddings(data, 2));

            assertThat(catchThrowable(() -> model(b -> b).embedAll(texts(2))))
                    .as(data)
                    .isExactlyInstanceOf(InternalServerException.class);
        }
    }

    @Test
    void base64_is_read_as_little_endian_floats() {
        server.answers(Answers.embeddings("{\"index\":0,\"embedding\":\"AACAPwAAAMDNzMw9\"}", 1));

        assertThat(model(b -> b).embed("text").content().vector()).containsExactly(1f, -2f, 0.1f);
    }

    @Test
    void vectors_without_index_keep_their_order() {
        server.answers(Answers.embeddings("{\"embedding\":[1]},{\"embedding\":[2]}", 2));

        assertThat(model(b -> b).embedAll(texts(2)).content())
                .containsExactly(Embedding.from(new float[] {1}), Embedding.from(new float[] {2}));
    }

    @Test
    void a_batch_is_retried_by_itself() {
        EmbeddingServer embeddings = new EmbeddingServer(256);
        server.answers(Answers.error(503), Answers.error(429));
        server.otherwise(embeddings);

        assertInOrder(model(b -> b.maxSegmentsPerBatch(10)).embedAll(texts(30)), 30);

        assertThat(embeddings.batches()).containsExactly(10, 10, 10);
    }

    @Test
    void an_interrupt_ends_all_requests() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        server.otherwise(request -> hang(arrived, release));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        MistralEmbeddingModel model = model(b -> b.maxSegmentsPerBatch(1).maxBatchesInFlight(2));
        AtomicInteger interrupted = new AtomicInteger();
        Thread caller = new Thread(() -> {
            failure.set(catchThrowable(() -> model.embedAll(texts(10))));
            interrupted.set(Thread.currentThread().isInterrupted() ? 1 : 0);
        });
        caller.start();
        arrived.await();

        caller.interrupt();
        caller.join();

        assertThat(failure.get()).isInstanceOf(LangChain4jException.class).hasMessageContaining("interrupted");
        assertThat(interrupted).hasValue(1);
        assertThat(server.requests()).isEqualTo(2);
        release.countDown();
    }

    static ResponseDefinition hang(CountDownLatch arrived, CountDownLatch release) {
        arrived.countDown();
        try {
            release.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Answers.embeddings(1, 1);
    }

    @Test
    void dimensions_are_known_without_a_call() {
        assertThat(model(b -> b).dimension()).isEqualTo(1_024);
        assertThat(model(b -> b.modelName("codestral-embed")).dimension()).isEqualTo(1_536);
        assertThat(model(b -> b.modelName("codestral-embed").dimensions(64)).dimension())
                .isEqualTo(64);
        assertThat(model(b -> b.modelName("codestral-embed").dimensions(64).outputDtype("ubinary"))
                        .dimension())
                .isEqualTo(8);
        assertThat(server.requests()).isZero();
    }

    @Test
    void dimensions_and_data_type_are_sent_only_where_the_model_has_them() {
        server.otherwise(request -> Answers.embeddings(1, 1));
        model(b -> b.dimensions(1_024).outputDtype("float")).embed("text");
        model(b -> b.modelName("codestral-embed").dimensions(64).outputDtype("int8"))
                .embed("text");

        assertThat(server.nextText()).isEqualTo("{\"model\":\"mistral-embed\",\"input\":[\"text\"]}");
        assertThat(server.nextText())
                .isEqualTo(
                        "{\"model\":\"codestral-embed\",\"input\":[\"text\"],\"output_dimension\":64,\"output_dtype\":\"int8\"}");
    }
}
