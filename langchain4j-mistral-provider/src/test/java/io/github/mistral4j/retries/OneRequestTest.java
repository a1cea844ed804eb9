package io.github.mistral4j.retries;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.langchain4j.exception.LangChain4jException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.Streamed;
import io.github.mistral4j.requests.WireServer;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R1: {@code maxRetries(0)} means one request, whatever OkHttp would do by itself. */
class OneRequestTest {

    private final WireServer server = WireServer.start();
    private final RetryTiming timing = new RetryTiming();
    private final MistralClient client =
            timing.client().baseUrl(server.baseUrl()).apiKey("k").maxRetries(0).build();
    private final MistralChatModel model =
            MistralChatModel.builder().client(client).modelName("m").build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "408,0",
        "408,1",
        "503,0",
        "503,00",
        "503,000",
        "503,' 0 '",
        "503,99999999999",
        "429,0",
        "421,0",
        "407,0",
        "401,0",
        "500,0"
    })
    void one_request(int status, String retryAfter) {
        server.otherwise(request -> Answers.error(status, retryAfter));

        assertThat(catchThrowable(() -> model.chat("hello"))).isInstanceOf(LangChain4jException.class);
        assertThat(server.requests()).isEqualTo(1);
        assertThat(timing.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"408,0", "503,0", "421,0", "407,0"})
    void one_request_for_a_stream(int status, String retryAfter) {
        server.otherwise(request -> Answers.error(status, retryAfter));
        MistralStreamingChatModel streaming = MistralStreamingChatModel.builder()
                .client(client)
                .modelName("m")
                .build();

        assertThat(Streamed.of(streaming, "hello").error()).isInstanceOf(LangChain4jException.class);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void one_request_on_a_pooled_connection_that_breaks() {
        server.answers(
                Answers.chat("first"),
                aResponse().withFault(Fault.EMPTY_RESPONSE).build());
        model.chat("hello");

        assertThat(catchThrowable(() -> model.chat("hello"))).hasMessageContaining("broke before an answer came");
        assertThat(server.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"421,0", "503,0", "408,0"})
    void one_request_over_http2(int status, String retryAfter) {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        HandshakeCertificates clientSide = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        OkHttpClient trusting = new OkHttpClient.Builder()
                .sslSocketFactory(clientSide.sslSocketFactory(), clientSide.trustManager())
                .build();
        try (WireServer https = WireServer.startWithTls(certificate)) {
            https.otherwise(request -> Answers.error(status, retryAfter));
            try (MistralClient once = timing.client()
                    .baseUrl(https.baseUrl())
                    .okHttpClient(trusting)
                    .apiKey("k")
                    .maxRetries(0)
                    .build()) {
                MistralChatModel chat =
                        MistralChatModel.builder().client(once).modelName("m").build();

                assertThat(catchThrowable(() -> chat.chat("hello"))).isInstanceOf(LangChain4jException.class);
            }
            assertThat(https.requests()).isEqualTo(1);
            assertThat(https.next())
                    .satisfies(request -> assertThat(request.getProtocol()).isEqualTo("HTTP/2.0"));
        }
    }
}
