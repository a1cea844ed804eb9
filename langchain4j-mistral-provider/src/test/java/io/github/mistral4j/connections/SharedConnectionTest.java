package io.github.mistral4j.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.client.MistralConnectionException;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.testing.faults.Eventually;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2: one connection for many calls. */
class SharedConnectionTest {

    private static final int MANY = 200;
    private static final String ANSWER = Answers.CHAT.formatted("fine");
    private static final ChatCompletionRequest REQUEST = ChatCompletionRequest.builder()
            .model("m")
            .messages(List.of(new Message.User(MessageContent.text("hello"))))
            .build();
    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    private static final HandshakeCertificates TLS = new HandshakeCertificates.Builder()
            .heldCertificate(CERTIFICATE)
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();

    private final RetryTiming timing = new RetryTiming();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicInteger handshakes = new AtomicInteger();
    private final MockWebServer server = new MockWebServer();

    SharedConnectionTest() throws IOException {
        server.useHttps(TLS.sslSocketFactory());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .addHeader("Content-Type", "application/json")
                        .body(ANSWER)
                        .build();
            }
        });
        server.start(InetAddress.getByName("localhost"), 0);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void a_request_that_the_server_refused_unprocessed_is_repeated_and_not_counted(int maxRetries) throws IOException {
        try (RefusingHttp2Server refusing = new RefusingHttp2Server(TLS, 3, ANSWER);
                MistralClient client =
                        client(refusing.url()).maxRetries(maxRetries).build()) {
            client.chat(REQUEST);
            assertThat(refusing.asked()).isEqualTo(4);
        }

        assertThat(retries).hasValue(0);
        assertThat(timing.sleeps()).isEmpty();
    }

    @Test
    void a_server_that_refuses_everything_ends_in_a_failure() throws IOException {
        try (RefusingHttp2Server refusing = new RefusingHttp2Server(TLS, Integer.MAX_VALUE, ANSWER);
                MistralClient client = client(refusing.url()).maxRetries(0).build()) {
            assertThat(catchThrowable(() -> client.chat(REQUEST)))
                    .isInstanceOf(MistralConnectionException.class)
                    .hasMessageContaining("refused the request unprocessed");
            assertThat(refusing.asked()).isLessThan(15);
        }
    }

    @Test
    void a_whole_answer_leaves_no_stream_that_has_to_be_reset() throws IOException {
        try (RefusingHttp2Server server = new RefusingHttp2Server(TLS, 0, ANSWER);
                MistralClient client = client(server.url()).maxRetries(0).build()) {
            for (int call = 0; call < MANY; call++) {
                client.chat(REQUEST);
            }
            // What the client sends is read in order: the last request came after every reset before it.
            assertThat(server.asked()).isEqualTo(MANY);
            assertThat(server.reset()).isZero();
        }
        assertThat(handshakes).hasValue(1);
    }

    @Test
    void the_first_call_connects_and_the_others_join_it() {
        try (MistralClient client = client(url()).maxRetries(0).build()) {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int call = 0; call < MANY; call++) {
                calls.add(client.chatAsync(REQUEST));
            }
            CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new))
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
        }

        assertThat(server.getRequestCount()).isEqualTo(MANY);
        assertThat(handshakes).hasValue(1);
    }

    @Test
    void when_the_connections_are_full_one_call_at_a_time_opens_another() throws IOException {
        try (RefusingHttp2Server narrow = new RefusingHttp2Server(TLS, 0, ANSWER, 50);
                MistralClient client = patient(narrow)) {
            narrow.answerTogether(MANY);
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int call = 0; call < MANY; call++) {
                calls.add(client.chatAsync(REQUEST));
            }
            CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new)).join();

            // Four are enough; a handshake that takes for long is not waited for.
            assertThat(narrow.connections()).isBetween(1, 8);
        }
        assertThat(retries).hasValue(0);
    }

    @Test
    void a_connection_that_cannot_be_opened_holds_up_none_of_those_that_wait_for_it() throws IOException {
        try (RefusingHttp2Server narrow = new RefusingHttp2Server(TLS, 0, ANSWER, 1);
                MistralClient client = patient(narrow)) {
            client.chat(REQUEST);
            narrow.answerTogether(2);
            CompletableFuture<?> first = client.chatAsync(REQUEST);
            Eventually.that("the only stream is taken", () -> narrow.asked() == 2);
            narrow.takeNoMoreConnections();
            List<CompletableFuture<?>> others = new ArrayList<>();
            for (int call = 0; call < 50; call++) {
                others.add(client.chatAsync(REQUEST));
            }

            assertThat(others)
                    .allSatisfy(call -> assertThat(catchThrowable(call::join))
                            .hasCauseInstanceOf(MistralConnectionException.class)
                            .hasMessageContaining("could not connect"));
            assertThat(first).isNotDone();
        }
    }

    private MistralClient patient(RefusingHttp2Server server) {
        return client(server.url())
                .maxRetries(0)
                .connectTimeout(Duration.ofMinutes(5))
                .build();
    }

    @Test
    void an_answer_is_there_though_its_stream_is_not_ended() {
        CountDownLatch answered = new CountDownLatch(1);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .addHeader("Content-Type", "application/json")
                        .body(new EndlessBody(ANSWER, answered))
                        .build();
            }
        });
        try (MistralClient client = client(url()).maxRetries(0).build()) {
            client.chat(REQUEST);
            answered.countDown();
        }
    }

    /** A body whose end waits. */
    private record EndlessBody(String body, CountDownLatch end) implements MockResponseBody {

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8(body).flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
    }

    private String url() {
        return server.url("/v1").toString();
    }

    private MistralClientBuilder client(String url) {
        OkHttpClient http = new OkHttpClient.Builder()
                .sslSocketFactory(TLS.sslSocketFactory(), TLS.trustManager())
                .eventListener(new EventListener() {
                    @Override
                    public void secureConnectEnd(Call call, Handshake handshake) {
                        handshakes.incrementAndGet();
                    }
                })
                .build();
        return timing.client().okHttpClient(http).apiKey("k").baseUrl(url).onRetry(retry -> retries.incrementAndGet());
    }
}
