package io.github.mistral4j.errors;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import io.github.mistral4j.testing.faults.FaultServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** E1: failures without a readable answer. */
class ConnectionFailuresTest {

    private final RetryTiming timing = new RetryTiming();

    private Throwable failure(String baseUrl, UnaryOperator<MistralClientBuilder> settings) {
        try (var client =
                settings.apply(timing.client().baseUrl(baseUrl).apiKey("k")).build()) {
            MistralChatModel model =
                    MistralChatModel.builder().client(client).modelName("m").build();
            return catchThrowable(() -> model.chat("hello"));
        }
    }

    private Throwable failureOf(ResponseDefinition answer) {
        try (WireServer server = WireServer.start()) {
            server.otherwise(request -> answer);
            return failure(server.baseUrl(), b -> b);
        }
    }

    @Test
    void a_refused_connection() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }

        assertThat(failure("http://127.0.0.1:" + port + "/v1", b -> b))
                .isExactlyInstanceOf(UnresolvedModelServerException.class)
                .hasMessage("could not connect to 127.0.0.1:" + port + ": connection refused or no route");
        assertThat(timing.sleeps()).hasSize(3);
    }

    @Test
    void an_unknown_host() {
        AtomicInteger lookups = new AtomicInteger();
        OkHttpClient withoutDns = new OkHttpClient.Builder()
                .dns(host -> {
                    lookups.incrementAndGet();
                    throw new UnknownHostException(host);
                })
                .build();

        assertThat(failure("https://mistral.invalid/v1", b -> b.okHttpClient(withoutDns)))
                .isExactlyInstanceOf(UnresolvedModelServerException.class)
                .hasMessage("the host of mistral.invalid:443 is unknown");
        assertThat(lookups).hasValue(4);
    }

    @Test
    void a_certificate_that_is_not_trusted_is_not_tried_again() {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        try (WireServer server = WireServer.startWithTls(certificate)) {
            assertThat(failure(server.baseUrl(), b -> b))
                    .isExactlyInstanceOf(UnresolvedModelServerException.class)
                    .hasMessageStartingWith("could not establish TLS with localhost:");
            assertThat(timing.sleeps()).isEmpty();
        }
    }

    @Test
    void a_server_that_does_not_speak_tls() {
        try (FaultServer server =
                FaultServer.start(connection -> connection.send("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            assertThat(failure(server.baseUrl().replace("http:", "https:"), b -> b))
                    .isExactlyInstanceOf(UnresolvedModelServerException.class)
                    .hasMessageStartingWith("could not establish TLS with 127.0.0.1:");
        }
    }

    @Test
    void a_connection_that_breaks_before_the_answer() {
        assertThat(failureOf(aResponse().withFault(Fault.EMPTY_RESPONSE).build()))
                .isExactlyInstanceOf(InternalServerException.class)
                .hasMessageContaining("broke before an answer came");
        assertThat(timing.sleeps()).hasSize(3);
    }

    @Test
    void a_body_shorter_than_its_content_length() {
        assertThat(failureOf(Answers.json(200, Answers.CHAT.substring(0, 100))
                        .withHeader("Content-Length", Integer.toString(400))
                        .build()))
                .isExactlyInstanceOf(InternalServerException.class)
                .hasMessageContaining("not complete");
    }

    @Test
    void an_error_body_shorter_than_its_content_length_keeps_its_status() {
        assertThat(failureOf(Answers.json(400, "{\"message\":\"hal")
                        .withHeader("Content-Length", Integer.toString(400))
                        .build()))
                .hasMessageContaining("HTTP 400");
    }

    @Test
    void broken_gzip() {
        assertThat(failureOf(gzip(200))).isExactlyInstanceOf(InternalServerException.class);
    }

    @Test
    void broken_gzip_of_an_error_keeps_its_status() {
        assertThat(failureOf(gzip(500)))
                .isExactlyInstanceOf(InternalServerException.class)
                .hasMessageContaining("HTTP 500 with application/json");
    }

    private static ResponseDefinition gzip(int status) {
        return Answers.json(status, "x")
                .withHeader("Content-Encoding", "gzip")
                .withBody("this is no gzip at all, whatever its header says")
                .build();
    }
}
