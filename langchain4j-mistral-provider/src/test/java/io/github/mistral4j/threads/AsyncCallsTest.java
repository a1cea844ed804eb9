package io.github.mistral4j.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.FaultConnection;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** DESIGN.md C2: asynchronous calls block nobody, and need no platform thread each where there are virtual ones. */
@Tag("core-1.20")
@Isolated("It counts the threads of the JVM.")
class AsyncCallsTest {

    private static final ChatRequest CHAT =
            ChatRequest.builder().messages(UserMessage.from("hello")).build();
    private static final ChatRequest CHAT_WITH_MODEL = ChatRequest.builder()
            .messages(UserMessage.from("hello"))
            .modelName("m")
            .build();
    private static final EmbeddingRequest EMBEDDING =
            EmbeddingRequest.builder().input("hello").build();

    private static final FaultScript SILENT = connection -> {
        connection.readRequest();
        connection.awaitClosedByClient();
    };

    @Test
    void a_caller_has_its_future_before_the_server_answers() {
        CountDownLatch go = new CountDownLatch(1);
        try (FaultServer server = FaultServer.start(after(go));
                MistralClient client = client(server)) {
            CompletableFuture<ChatResponse> chat = chat(client).chatAsync(CHAT);
            CompletableFuture<EmbeddingResponse> embedding = embedding(client).embedAsync(EMBEDDING);
            assertThat(chat).isNotDone();
            assertThat(embedding).isNotDone();

            go.countDown();

            assertThat(join(chat).aiMessage().text()).isEqualTo("Hello");
            assertThat(join(embedding).embeddings()).hasSize(1);
        }
    }

    @Test
    void a_caller_does_not_wait_for_the_key() {
        CountDownLatch go = new CountDownLatch(1);
        try (FaultServer server = FaultServer.start(after(new CountDownLatch(0)));
                MistralClient client = MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey(() -> {
                            await(go);
                            return "key";
                        })
                        .build()) {
            CompletableFuture<ChatResponse> chat = chat(client).chatAsync(CHAT);
            CompletableFuture<EmbeddingResponse> embedding = embedding(client).embedAsync(EMBEDDING);

            go.countDown();

            assertThat(join(chat).aiMessage().text()).isEqualTo("Hello");
            assertThat(join(embedding).embeddings()).hasSize(1);
        }
    }

    @Test
    void a_caller_does_not_wait_for_its_turn() {
        try (FaultServer server = FaultServer.start(after(new CountDownLatch(0)));
                MistralClient client = MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .requestsPerSecond(0.01)
                        .build()) {
            MistralChatModel chat = chat(client);
            assertThat(join(chat.chatAsync(CHAT)).aiMessage().text()).isEqualTo("Hello");

            CompletableFuture<ChatResponse> second = chat.chatAsync(CHAT);

            assertThat(second).isNotDone();
            second.cancel(true);
        }
    }

    @Test
    void cancelling_a_chat_closes_its_connection() {
        try (FaultServer server = FaultServer.start(SILENT);
                MistralClient client = client(server)) {
            CompletableFuture<ChatResponse> chat = chat(client).chatAsync(CHAT);
            Eventually.that("the server was reached", () -> server.openConnections() == 1);

            chat.cancel(true);

            Eventually.that("the connection is closed", () -> server.openConnections() == 0);
            assertThat(chat).isCancelled();
        }
    }

    @Test
    void completing_a_chat_from_outside_closes_its_connection() {
        try (FaultServer server = FaultServer.start(SILENT);
                MistralClient client = client(server)) {
            CompletableFuture<ChatResponse> timed = chat(client).chatAsync(CHAT);
            CompletableFuture<ChatResponse> direct = chat(client).doChatAsync(CHAT_WITH_MODEL);
            Eventually.that("the server was reached twice", () -> server.openConnections() == 2);

            timed.completeExceptionally(new java.util.concurrent.TimeoutException());
            direct.complete(null);

            Eventually.that("the connections are closed", () -> server.openConnections() == 0);
        }
    }

    @Test
    void completing_embeddings_from_outside_closes_their_connections() {
        try (FaultServer server = FaultServer.start(SILENT);
                MistralClient client = client(server)) {
            CompletableFuture<EmbeddingResponse> embeddings = embedding(client).embedAsync(EMBEDDING);
            Eventually.that("the server was reached", () -> server.openConnections() == 1);

            embeddings.completeExceptionally(new java.util.concurrent.TimeoutException());

            Eventually.that("the connection is closed", () -> server.openConnections() == 0);
        }
    }

    @Test
    void cancelling_embeddings_closes_all_their_connections() {
        try (FaultServer server = FaultServer.start(SILENT);
                MistralClient client = client(server)) {
            MistralEmbeddingModel model = MistralEmbeddingModel.builder()
                    .client(client)
                    .modelName("mistral-embed")
                    .maxSegmentsPerBatch(1)
                    .maxBatchesInFlight(3)
                    .build();
            CompletableFuture<EmbeddingResponse> embeddings = model.embedAsync(EmbeddingRequest.builder()
                    .inputs(List.of(
                            EMBEDDING.inputs().get(0),
                            EMBEDDING.inputs().get(0),
                            EMBEDDING.inputs().get(0),
                            EMBEDDING.inputs().get(0)))
                    .build());
            Eventually.that("three batches are under way", () -> server.openConnections() == 3);

            embeddings.cancel(true);

            Eventually.that("all connections are closed", () -> server.openConnections() == 0);
            assertThat(server.connections()).hasSize(3);
        }
    }

    @Test
    void a_thousand_calls_need_a_handful_of_platform_threads() {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads need JDK 21");
        CountDownLatch all = new CountDownLatch(1_000);
        CountDownLatch go = new CountDownLatch(1);
        try (FaultServer server = FaultServer.start(connection -> {
                    String request = connection.readRequest();
                    all.countDown();
                    go.await();
                    answer(connection, request);
                });
                MistralClient client = client(server)) {
            long before = platformThreads();
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                calls.add(chat(client).chatAsync(CHAT));
                calls.add(embedding(client).embedAsync(EMBEDDING));
            }
            Eventually.that("all requests have arrived", () -> all.getCount() == 0);

            assertThat(platformThreads() - before).isLessThan(40);
            go.countDown();
            calls.forEach(AsyncCallsTest::join);
        }
    }

    private static long platformThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("fault-"))
                .count();
    }

    private static FaultScript after(CountDownLatch go) {
        return connection -> {
            while (true) {
                String request = connection.readRequest();
                await(go);
                answer(connection, request);
            }
        };
    }

    private static void answer(FaultConnection connection, String request) throws IOException {
        connection.sendAnswer(
                200,
                "application/json",
                request.contains("\"input\"")
                        ? "{\"id\":\"1\",\"model\":\"m\",\"data\":[{\"index\":0,\"embedding\":[0.5,0.25]}],"
                                + "\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}"
                        : "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                                + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"}}]}");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T join(CompletableFuture<T> call) {
        return call.orTimeout(Eventually.SECONDS, TimeUnit.SECONDS).join();
    }

    private static MistralClient client(FaultServer server) {
        return MistralClient.builder().baseUrl(server.baseUrl()).maxRetries(0).build();
    }

    private static MistralChatModel chat(MistralClient client) {
        return MistralChatModel.builder().client(client).modelName("m").build();
    }

    private static MistralEmbeddingModel embedding(MistralClient client) {
        return MistralEmbeddingModel.builder()
                .client(client)
                .modelName("mistral-embed")
                .build();
    }
}
