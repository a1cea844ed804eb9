package io.github.mistral4j.streams;

import static io.github.mistral4j.testing.faults.Chunks.ANSWER;
import static io.github.mistral4j.testing.faults.Chunks.ANSWER_TEXT;
import static io.github.mistral4j.testing.faults.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.RecordingHandler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DESIGN.md S5 over HTTP/2: the stream is reset, its connection lives on. */
class StreamCancelHttp2Test {

    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient http = new OkHttpClient.Builder()
            .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
            .build();

    @BeforeEach
    void start() throws IOException {
        server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
        server.start();
    }

    @AfterEach
    void stop() {
        http.connectionPool().evictAll();
        server.close();
    }

    @Test
    void the_stream_is_reset_and_the_connection_serves_the_next() throws InterruptedException {
        Endless endless = new Endless();
        server.enqueue(stream(endless));
        server.enqueue(stream(new Whole()));
        RecordingHandler cancelled = new RecordingHandler();
        RecordingHandler next = new RecordingHandler();

        try (MistralStreamingChatModel model = model()) {
            model.chat("hello", cancelled);
            cancelled.awaitBegun().cancel();
            endless.reset.orTimeout(Eventually.SECONDS, TimeUnit.SECONDS).join();
            model.chat("hello", next);
            next.awaitEnding();
        }

        assertThat(next.response().aiMessage().text()).isEqualTo(ANSWER_TEXT);
        assertThat(cancelled.hasEnded()).isFalse();
        assertThat(server.takeRequest().getConnectionIndex())
                .isEqualTo(server.takeRequest().getConnectionIndex());
    }

    @Test
    void the_stream_is_reset_while_the_server_is_silent() {
        Silent silent = new Silent();
        server.enqueue(stream(silent));
        RecordingHandler handler = new RecordingHandler();

        try (MistralStreamingChatModel model = model()) {
            model.chat("hello", handler);
            handler.awaitBegun().cancel();
            silent.goOn.countDown();
            silent.reset.orTimeout(Eventually.SECONDS, TimeUnit.SECONDS).join();
        }

        assertThat(handler.hasEnded()).isFalse();
        assertThat(handler.text()).isEqualTo("Hel");
    }

    @Test
    void closing_the_client_resets_its_streams_and_tells_their_handlers() {
        Endless endless = new Endless();
        server.enqueue(stream(endless));
        RecordingHandler handler = new RecordingHandler();

        MistralStreamingChatModel model = model();
        model.chat("hello", handler);
        handler.awaitBegun();
        model.close();

        endless.reset.orTimeout(Eventually.SECONDS, TimeUnit.SECONDS).join();
        assertThat(handler.awaitEnding().error()).hasMessageContaining("cancelled");
        Eventually.that(
                "the connection is idle",
                () -> http.connectionPool().idleConnectionCount()
                        == http.connectionPool().connectionCount());
    }

    private MistralStreamingChatModel model() {
        return MistralStreamingChatModel.builder()
                .baseUrl("http://" + server.getHostName() + ":" + server.getPort() + "/v1")
                .withoutApiKey()
                .okHttpClient(http)
                .maxRetries(0)
                .modelName("mistral-small-latest")
                .build();
    }

    private static MockResponse stream(MockResponseBody body) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .body(body)
                .build();
    }

    private abstract static class Body implements MockResponseBody {

        final CompletableFuture<String> reset = new CompletableFuture<>();

        @Override
        public long getContentLength() {
            return -1;
        }

        void sendUntilReset(BufferedSink sink) {
            try {
                while (true) {
                    sink.writeUtf8(text("x"));
                    sink.flush();
                }
            } catch (IOException e) {
                reset.complete(String.valueOf(e.getMessage()));
            }
        }
    }

    private static final class Endless extends Body {
        @Override
        public void writeTo(BufferedSink sink) {
            sendUntilReset(sink);
        }
    }

    private static final class Silent extends Body {

        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8(text("Hel"));
            sink.flush();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            sendUntilReset(sink);
        }
    }

    private static final class Whole extends Body {
        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8(ANSWER);
        }
    }
}
