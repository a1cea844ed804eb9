package io.github.mistral4j.timeouts;

import static io.github.mistral4j.testing.faults.Chunks.DONE;
import static io.github.mistral4j.testing.faults.Chunks.last;
import static io.github.mistral4j.testing.faults.Chunks.start;
import static io.github.mistral4j.testing.faults.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.mistral4j.MistralHttpException;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralTimeoutException;
import io.github.mistral4j.client.TimeLimit;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testing.faults.StreamTrial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** DESIGN.md T1: what else is promised of the time limits. */
@Execution(ExecutionMode.CONCURRENT)
class TimeLimitRulesTest {

    private static final Duration SHORT = Duration.ofMillis(150);

    /** For what must have arrived before the limit is reached, on a machine with other work to do as well. */
    private static final Duration AMPLE = Duration.ofSeconds(2);

    private static final FaultScript SILENT = connection -> connection.awaitClosedByClient();

    @ParameterizedTest
    @EnumSource(names = {"CHAT", "STREAM"})
    void a_server_that_takes_no_connection_ends_in_connectTimeout(Kind kind) throws IOException {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, queue);
            Throwable failure;
            try (var client = MistralClient.builder()
                    .baseUrl("http://127.0.0.1:" + full.getLocalPort() + "/v1")
                    .maxRetries(0)
                    .connectTimeout(SHORT)
                    .build()) {
                failure = kind.failure(client, "hello");
            }

            assertThat(failure)
                    .isExactlyInstanceOf(TimeoutException.class)
                    .hasMessageContaining("connectTimeout of 150 ms")
                    .hasMessageContaining("127.0.0.1");
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void timeout_sets_first_byte_and_idle() {
        try (FaultServer silent = FaultServer.start(SILENT);
                FaultServer stalling = FaultServer.start(connection -> {
                    connection.readRequest();
                    connection.sendStreamHead();
                    connection.awaitClosedByClient();
                })) {
            assertThat(Kind.CHAT.failure(silent, options -> options.timeout(SHORT)))
                    .hasMessageContaining("firstByteTimeout of 150 ms");
            assertThat(Kind.STREAM.failure(stalling, options -> options.timeout(AMPLE)))
                    .hasMessageContaining("idleTimeout of 2 s");
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.mistral4j.timeouts.Kind#available")
    void waiting_for_the_first_byte_in_vain_is_not_repeated(Kind kind) {
        try (FaultServer server = FaultServer.start(SILENT)) {
            Throwable failure = kind.failure(
                    server, options -> options.firstByteTimeout(SHORT).maxRetries(3));

            assertThat(failure).isExactlyInstanceOf(TimeoutException.class);
            Eventually.that(
                    "the server has taken what came", () -> server.connections().size() >= 1);
            assertThat(server.connections()).hasSize(1);
        }
    }

    @Test
    void connecting_in_vain_is_repeated() {
        AtomicInteger retries = new AtomicInteger();
        try (FaultServer server = FaultServer.start(SILENT)) {
            Throwable failure = Kind.CHAT.failure(
                    "https",
                    server,
                    "hello",
                    options -> options.connectTimeout(SHORT).maxRetries(1).onRetry(retry -> retries.incrementAndGet()));

            assertThat(failure).isExactlyInstanceOf(TimeoutException.class).hasMessageContaining("connectTimeout");
        }
        // The server need not have seen them: a slow machine may come to the limit before it has sent anything.
        assertThat(retries).hasValue(1);
    }

    @Test
    void the_connection_of_a_call_that_ran_into_a_limit_is_closed() {
        try (FaultServer server = FaultServer.start(SILENT);
                var client = MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .maxRetries(0)
                        .firstByteTimeout(SHORT)
                        .build()) {
            Kind.CHAT.failure(client, "hello");

            Eventually.that("the connection is closed", () -> server.openConnections() == 0);
        }
    }

    @Test
    void what_had_arrived_before_the_idle_limit_is_available() {
        RecordingHandler handler = StreamTrial.of(
                connection -> {
                    connection.readRequest();
                    connection.send(
                            "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + start() + text("Hel") + text("lo"));
                    connection.awaitClosedByClient();
                },
                options -> options.idleTimeout(AMPLE));

        assertThat(partial(handler.error()).aiMessage().text()).isEqualTo("Hello");
        assertThat(handler.text()).isEqualTo("Hello");
    }

    @Test
    void what_had_arrived_before_the_limit_of_the_whole_call_is_available() {
        RecordingHandler handler = StreamTrial.of(
                connection -> {
                    connection.readRequest();
                    connection.sendStreamHead();
                    connection.send(start() + text("Hello"));
                    connection.awaitClosedByClient();
                },
                options -> options.callTimeout(AMPLE));

        assertThat(partial(handler.error()).aiMessage().text()).isEqualTo("Hello");
    }

    @Test
    void limit_and_length_can_be_read_from_the_cause() {
        try (FaultServer server = FaultServer.start(SILENT)) {
            Throwable failure = Kind.CHAT.failure(server, options -> options.firstByteTimeout(SHORT));

            MistralTimeoutException cause = (MistralTimeoutException) failure.getCause();
            assertThat(cause.limit()).isEqualTo(TimeLimit.FIRST_BYTE);
            assertThat(cause.length()).isEqualTo(SHORT);
        }
    }

    @Test
    void a_stall_after_the_finish_reason_is_completion() {
        RecordingHandler handler = StreamTrial.of(
                connection -> {
                    connection.readRequest();
                    connection.sendStreamHead();
                    connection.send(text("Hel") + last("lo", "stop"));
                    connection.awaitClosedByClient();
                },
                options -> options.idleTimeout(AMPLE));

        assertThat(handler.response().aiMessage().text()).isEqualTo("Hello");
    }

    @Test
    void bytes_that_keep_coming_do_not_run_into_the_idle_limit() {
        RecordingHandler handler = StreamTrial.of(
                connection -> {
                    connection.readRequest();
                    connection.sendStreamHead();
                    for (int i = 0; i < 55; i++) {
                        pause(100);
                        connection.send(":\n");
                    }
                    connection.send(last("Hello", "stop") + DONE);
                },
                options -> options.idleTimeout(Duration.ofSeconds(5)));

        assertThat(handler.response().aiMessage().text()).isEqualTo("Hello");
    }

    @Test
    void the_time_a_handler_takes_does_not_count_as_idle() {
        RecordingHandler handler = new RecordingHandler();
        try (FaultServer server = FaultServer.streaming(text("Hel") + last("lo", "stop") + DONE);
                var model = StreamTrial.model(server).idleTimeout(AMPLE).build()) {
            model.chat("hello", new StreamingChatResponseHandler() {
                @Override
                public void onPartialResponse(String piece) {
                    pause(2_500);
                }

                @Override
                public void onCompleteResponse(ChatResponse response) {
                    handler.onCompleteResponse(response);
                }

                @Override
                public void onError(Throwable error) {
                    handler.onError(error);
                }
            });

            assertThat(handler.awaitEnding().response().aiMessage().text()).isEqualTo("Hello");
        }
    }

    /** Time that passes is what this is about. */
    private static void pause(int millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private static ChatResponse partial(Throwable error) {
        assertThat(error).isExactlyInstanceOf(TimeoutException.class).hasCauseInstanceOf(MistralHttpException.class);
        ChatResponse partial = ((MistralHttpException) error.getCause()).partialResponse();
        assertThat(partial).isNotNull();
        return partial;
    }

    /** Connects until the server's queue is full and the next one gets no answer. */
    private static void fill(ServerSocket server, List<Socket> queue) throws IOException {
        for (int i = 0; i < 50; i++) {
            Socket socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 300);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        throw new AssertionError("a queue of 1 that takes 50");
    }
}
