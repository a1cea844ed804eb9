package io.github.mistral4j.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that the server closed while it was idle is not used, and is no failure. */
class IdleConnectionsTest {

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

    static Stream<Arguments> idle() {
        return Stream.of(false, true)
                .flatMap(tls -> Stream.of(2, 4, 8, 64)
                        .flatMap(count -> Stream.of(0, 3).map(maxRetries -> Arguments.of(tls, count, maxRetries))));
    }

    @ParameterizedTest(name = "TLS {0}, {1} connections, maxRetries {2}")
    @MethodSource("idle")
    void idle_connections_that_the_server_closed_cost_nothing(boolean tls, int count, int maxRetries) throws Exception {
        try (KeptConnections server = server(tls);
                MistralClient client =
                        client(server, tls).maxRetries(maxRetries).build()) {
            atOnce(client, server, count);
            assertThat(server.connections()).isEqualTo(count);

            server.closeIdle();
            String text = text(client);

            assertThat(text).isEqualTo("fine");
            assertThat(server.requests()).isEqualTo(count + 1);
            assertThat(retries).hasValue(0);
            assertThat(timing.sleeps()).isEmpty();
        }
    }

    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void a_connection_that_is_still_open_is_used_again(boolean tls) throws Exception {
        try (KeptConnections server = server(tls);
                MistralClient client = client(server, tls).maxRetries(0).build()) {
            for (int call = 0; call < 20; call++) {
                assertThat(text(client)).isEqualTo("fine");
            }

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_is_not_used_beyond_the_time_that_the_server_keeps_it() throws Exception {
        try (KeptConnections server = server(false);
                MistralClient client = client(server, false).maxRetries(0).build()) {
            server.alsoSend("Keep-Alive: timeout=0, max=5\r\n");
            text(client);
            server.alsoSend("Keep-Alive: timeout=600\r\n");
            text(client);
            text(client);

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void bytes_behind_an_answer_are_not_the_next_answer(boolean tls) throws Exception {
        try (KeptConnections server = server(tls);
                MistralClient client = client(server, tls).maxRetries(0).build()) {
            server.sendBehind("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
            for (int call = 0; call < 3; call++) {
                assertThat(text(client)).isEqualTo("fine");
            }

            assertThat(server.requests()).isEqualTo(3);
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void bytes_that_come_while_a_connection_is_idle_are_not_the_next_answer(boolean tls) throws Exception {
        try (KeptConnections server = server(tls);
                MistralClient client = client(server, tls).maxRetries(0).build()) {
            text(client);
            server.sendUnasked("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");

            assertThat(text(client)).isEqualTo("fine");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, ''",
        "1.1, Connection: close",
        "1.1, 'Connection: X, Close'",
        "1.0, Connection: keep-alive-not",
        "1.1, 'Keep-Alive: timeout=5, max=0'"
    })
    void a_connection_that_the_server_is_about_to_close_is_not_used_again(String version, String header)
            throws Exception {
        try (KeptConnections server = server(false);
                MistralClient client = client(server, false).maxRetries(0).build()) {
            server.speak(version);
            server.alsoSend(header.isEmpty() ? "" : header + "\r\n");
            text(client);
            text(client);

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.0, Connection: Keep-Alive", "1.1, 'Keep-Alive: timeout=5, max=100'", "1.1, Connection: closed"})
    void a_connection_that_the_server_keeps_is_used_again(String version, String header) throws Exception {
        try (KeptConnections server = server(false);
                MistralClient client = client(server, false).maxRetries(0).build()) {
            server.speak(version);
            server.alsoSend(header + "\r\n");
            text(client);
            text(client);

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private static void atOnce(MistralClient client, KeptConnections server, int count) {
        server.answerTogether(count);
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int call = 0; call < count; call++) {
            calls.add(client.chatAsync(REQUEST));
        }
        CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new)).join();
        server.answerTogether(0);
    }

    private static String text(MistralClient client) {
        return ((MessageContent.Text)
                        client.chat(REQUEST).body().choices().get(0).message().content())
                .text();
    }

    private static KeptConnections server(boolean tls) {
        return tls ? new KeptConnections(TLS.sslContext().getServerSocketFactory()) : new KeptConnections();
    }

    private MistralClientBuilder client(KeptConnections server, boolean tls) {
        MistralClientBuilder client = timing.client()
                .baseUrl((tls ? "https://" : "http://") + server.host() + "/v1")
                .onRetry(retry -> retries.incrementAndGet());
        return tls
                ? client.okHttpClient(new OkHttpClient.Builder()
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .connectionPool(new okhttp3.ConnectionPool(100, 1, java.util.concurrent.TimeUnit.MINUTES))
                        .sslSocketFactory(TLS.sslSocketFactory(), TLS.trustManager())
                        .build())
                : client;
    }
}
