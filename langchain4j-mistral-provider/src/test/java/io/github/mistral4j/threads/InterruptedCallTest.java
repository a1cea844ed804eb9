package io.github.mistral4j.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.FaultServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A thread that is interrupted gets an exception of LangChain4j, and stays interrupted. */
class InterruptedCallTest {

    private final FaultServer server = FaultServer.start(connection -> connection.awaitClosedByClient());
    private final MistralClient client =
            MistralClient.builder().baseUrl(server.baseUrl()).build();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void before_a_chat() {
        MistralChatModel model =
                MistralChatModel.builder().client(client).modelName("m").build();

        Thread.currentThread().interrupt();
        Throwable failure = catchThrowable(() -> model.chat("hello"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(LangChain4jException.class).hasMessageContaining("interrupted");
    }

    @Test
    void while_it_waits_for_embeddings() {
        MistralEmbeddingModel model = MistralEmbeddingModel.builder()
                .client(client)
                .modelName("mistral-embed")
                .build();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            failure.complete(catchThrowable(() -> model.embedAll(List.of(TextSegment.from("a")))));
            stillInterrupted.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        Eventually.that("the server was reached", () -> server.openConnections() == 1);

        caller.interrupt();

        assertThat(failure.orTimeout(Eventually.SECONDS, TimeUnit.SECONDS).join())
                .isInstanceOf(LangChain4jException.class)
                .hasMessageContaining("interrupted");
        assertThat(stillInterrupted.join()).isTrue();
        Eventually.that("the connection is closed", () -> server.openConnections() == 0);
    }

    @Test
    @Tag("core-1.20")
    void while_it_waits_for_its_turn() {
        try (MistralClient slow = MistralClient.builder()
                .baseUrl(server.baseUrl())
                .requestsPerSecond(0.01)
                .build()) {
            MistralChatModel model =
                    MistralChatModel.builder().client(slow).modelName("m").build();
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            model.chatAsync(
                    ChatRequest.builder().messages(UserMessage.from("first")).build());
            Eventually.that("the first is under way", () -> server.openConnections() == 1);
            Thread caller = new Thread(() -> failure.complete(catchThrowable(() -> model.chat("hello"))));
            caller.start();
            Eventually.that("the second waits", () -> caller.getState() == Thread.State.TIMED_WAITING);

            caller.interrupt();

            assertThat(failure.orTimeout(Eventually.SECONDS, TimeUnit.SECONDS).join())
                    .isInstanceOf(LangChain4jException.class)
                    .hasMessageContaining("interrupted");
        }
    }
}
