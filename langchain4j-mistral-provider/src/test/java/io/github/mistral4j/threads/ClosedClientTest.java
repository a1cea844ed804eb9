package io.github.mistral4j.threads;

import static io.github.mistral4j.testing.faults.Chunks.ANSWER;
import static io.github.mistral4j.testing.faults.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralHttpException;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import io.github.mistral4j.testing.faults.RecordingHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Closing a client ends everything that it has begun, and leaves nothing behind. */
@Isolated("It counts the threads of the JVM.")
class ClosedClientTest {

    private static final ChatRequest REQUEST =
            ChatRequest.builder().messages(UserMessage.from("hello")).build();
    private static final FaultScript SILENT = connection -> {
        connection.readRequest();
        connection.awaitClosedByClient();
    };

    /** Of other tests. */
    private final Set<Thread> before = threads();

    @Test
    void no_thread_and_no_connection_is_left_after_streams_have_ended() {
        try (FaultServer server = FaultServer.start(connection -> {
            while (true) {
                connection.readRequest();
                connection.sendChunkedHead("text/event-stream");
                connection.sendChunk(ANSWER);
                connection.sendChunk("");
            }
        })) {
            MistralClient client = client(server).build();
            for (int i = 0; i < 10; i++) {
                RecordingHandler handler = new RecordingHandler();
                streaming(client).chat("hello", handler);
                handler.awaitEnding().response();
            }
            client.close();

            assertNothingLeft(server);
        }
    }

    @Test
    void no_thread_and_no_connection_is_left_after_closing_amid_streams() {
        try (FaultServer server = FaultServer.start(connection -> {
            connection.readRequest();
            connection.sendStreamHead();
            connection.send(text("Hel"));
            connection.awaitClosedByClient();
        })) {
            MistralClient client = client(server).build();
            List<RecordingHandler> handlers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                RecordingHandler handler = new RecordingHandler();
                streaming(client).chat("hello", handler);
                handlers.add(handler);
            }
            handlers.forEach(RecordingHandler::awaitBegun);
            client.close();

            for (RecordingHandler handler : handlers) {
                Throwable error = handler.awaitEnding().error();
                assertThat(error).isInstanceOf(LangChain4jException.class).hasMessageContaining("cancelled");
                ChatResponse partial = ((MistralHttpException) error.getCause()).partialResponse();
                assertThat(partial).isNotNull();
                assertThat(partial.aiMessage().text()).isEqualTo("Hel");
            }
            assertNothingLeft(server);
        }
    }

    @Test
    void a_stream_that_waits_for_the_server_is_told() {
        try (FaultServer server = FaultServer.start(SILENT)) {
            MistralClient client = client(server).build();
            RecordingHandler handler = new RecordingHandler();
            streaming(client).chat("hello", handler);
            awaitReached(server);
            client.close();

            assertThat(handler.awaitEnding().error()).isInstanceOf(LangChain4jException.class);
            assertNothingLeft(server);
        }
    }

    @Test
    void a_stream_that_waits_before_a_retry_is_told() {
        try (FaultServer server = FaultServer.start(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 503 No\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n");
            connection.awaitClosedByClient();
        })) {
            CompletableFuture<Object> retrying = new CompletableFuture<>();
            MistralClient client =
                    client(server).maxRetries(1).onRetry(retrying::complete).build();
            RecordingHandler handler = new RecordingHandler();
            streaming(client).chat("hello", handler);
            retrying.orTimeout(Eventually.SECONDS, TimeUnit.SECONDS).join();
            client.close();

            assertThat(handler.awaitEnding().error()).isInstanceOf(LangChain4jException.class);
            assertNothingLeft(server);
        }
    }

    @Test
    void a_call_of_another_thread_fails() throws InterruptedException {
        try (FaultServer server = FaultServer.start(SILENT)) {
            MistralClient client = client(server).build();
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    chat(client).chat("hello");
                } catch (RuntimeException e) {
                    failure.complete(e);
                }
            });
            caller.start();
            awaitReached(server);
            client.close();

            assertThat(failure.orTimeout(Eventually.SECONDS, TimeUnit.SECONDS).join())
                    .isInstanceOf(LangChain4jException.class);
            caller.join();
            assertNothingLeft(server);
        }
    }

    @Test
    @Tag("core-1.20")
    void asynchronous_calls_fail() {
        try (FaultServer server = FaultServer.start(SILENT)) {
            MistralClient client = client(server).build();
            CompletableFuture<?> chat = chat(client).chatAsync(REQUEST);
            CompletableFuture<?> embedding = embedding(client)
                    .embedAsync(EmbeddingRequest.builder().input("a").build());
            Eventually.that("both are under way", () -> server.connections().size() == 2);
            client.close();

            assertFails(chat);
            assertFails(embedding);
            assertNothingLeft(server);
        }
    }

    @Test
    void calls_after_it_fail_and_say_why() {
        try (FaultServer server = FaultServer.streaming(ANSWER)) {
            MistralClient client = client(server).build();
            client.close();
            client.close();

            RecordingHandler handler = new RecordingHandler();
            streaming(client).chat("hello", handler);
            assertThat(handler.awaitEnding().error())
                    .isInstanceOf(LangChain4jException.class)
                    .hasMessageContaining("closed");
            assertThatThrownBy(() -> chat(client).chat("hello"))
                    .isInstanceOf(LangChain4jException.class)
                    .hasMessageContaining("closed");
            assertThat(server.connections()).isEmpty();
        }
    }

    @Test
    @Tag("core-1.20")
    void asynchronous_calls_after_it_fail() {
        try (FaultServer server = FaultServer.streaming(ANSWER)) {
            MistralClient client = client(server).build();
            client.close();

            assertFails(chat(client).chatAsync(REQUEST));
            assertThat(server.connections()).isEmpty();
        }
    }

    @Test
    void a_model_that_shares_a_client_does_not_close_it() {
        try (FaultServer server = FaultServer.streaming(ANSWER);
                MistralClient client = client(server).build()) {
            streaming(client).close();
            chat(client).close();

            RecordingHandler handler = new RecordingHandler();
            streaming(client).chat("hello", handler);
            handler.awaitEnding().response();
        }
    }

    @Test
    @Tag("core-1.20")
    void calls_that_have_no_thread_yet_fail_too() {
        assumeTrue(Runtime.version().feature() < 21, "virtual threads never run out");
        try (FaultServer server = FaultServer.start(SILENT)) {
            CountDownLatch go = new CountDownLatch(1);
            MistralClient client = MistralClient.builder()
                    .baseUrl(server.baseUrl())
                    .apiKey(() -> {
                        awaitUninterruptibly(go);
                        return "key";
                    })
                    .build();
            MistralChatModel chat = chat(client);
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < 2_200; i++) {
                calls.add(chat.chatAsync(REQUEST));
            }
            client.close();
            go.countDown();

            calls.forEach(ClosedClientTest::assertFails);
            assertNothingLeft(server);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // on
            }
        }
    }

    private static void awaitReached(FaultServer server) {
        Eventually.that("the server was reached", () -> server.openConnections() == 1);
    }

    private static void assertFails(CompletableFuture<?> call) {
        try {
            call.get(Eventually.SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("the call did not fail");
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(LangChain4jException.class);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the call did not end", e);
        }
    }

    private void assertNothingLeft(FaultServer server) {
        Eventually.that("all connections are closed", () -> server.openConnections() == 0);
        Eventually.that("all threads of the client have ended", () -> before.containsAll(threads()));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mistral4j-"))
                .collect(Collectors.toSet());
    }

    private static MistralClientBuilder client(FaultServer server) {
        return MistralClient.builder().baseUrl(server.baseUrl()).withoutApiKey().maxRetries(0);
    }

    private static MistralStreamingChatModel streaming(MistralClient client) {
        return MistralStreamingChatModel.builder().client(client).modelName("m").build();
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
