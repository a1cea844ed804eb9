package io.github.mistral4j.requests;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.client.MistralClient;
import java.util.List;
import java.util.Objects;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    @Test
    void a_compressed_answer_is_asked_for_and_read() {
        String longText = "a word ".repeat(2_000);
        try (WireServer server = WireServer.startWithGzip().answers(Answers.chat(longText));
                MistralChatModel model = MistralChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("k")
                        .modelName("m")
                        .build()) {
            assertThat(model.chat("hello")).isEqualTo(longText);
            assertThat(Objects.requireNonNull(server.next()).getHeader("Accept-Encoding"))
                    .contains("gzip");
        }
    }

    @Test
    void calls_one_after_the_other_share_a_connection() {
        OkHttpClient http = new OkHttpClient();
        try (WireServer server = WireServer.start();
                MistralClient client = MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("k")
                        .okHttpClient(http)
                        .build()) {
            MistralChatModel model =
                    MistralChatModel.builder().client(client).modelName("m").build();
            for (int i = 0; i < 3; i++) {
                assertThat(model.chat("hello")).isEqualTo("fine");
            }
            assertThat(http.connectionPool().connectionCount()).isEqualTo(1);
        }
    }

    @Test
    void over_tls_the_requests_are_http2_streams_of_one_connection() {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        OkHttpClient http = new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
        try (WireServer server = WireServer.startWithTls(certificate);
                MistralClient client = MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("k")
                        .okHttpClient(http)
                        .build()) {
            MistralChatModel model =
                    MistralChatModel.builder().client(client).modelName("m").build();
            model.chat("hello");
            model.chat("hello again");

            assertThat(List.of(Objects.requireNonNull(server.next()), Objects.requireNonNull(server.next())))
                    .extracting(LoggedRequest::getProtocol)
                    .containsOnly("HTTP/2.0");
            assertThat(http.connectionPool().connectionCount()).isEqualTo(1);
        }
    }
}
