package io.github.mistral4j.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.client.MistralClient;
import java.time.Duration;
import java.time.Instant;
import okhttp3.CertificatePinner;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CertificatesTest {

    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    @Test
    void one_that_has_expired() throws Exception {
        Instant now = Instant.now();
        HeldCertificate.Builder expired = server("localhost")
                .validityInterval(
                        now.minus(Duration.ofDays(9)).toEpochMilli(),
                        now.minus(Duration.ofDays(2)).toEpochMilli());

        assertThat(failure(expired.build(), AUTHORITY))
                .hasMessageMatching("the certificate of localhost:\\d+ has expired");
    }

    @Test
    void one_of_an_authority_that_is_unknown() throws Exception {
        HeldCertificate other =
                new HeldCertificate.Builder().certificateAuthority(0).build();

        assertThat(failure(server("localhost").build(), other))
                .hasMessageMatching("the certificate of localhost:\\d+ is from an authority that is not trusted here");
    }

    @Test
    void one_for_another_host() throws Exception {
        assertThat(failure(server("elsewhere.test").build(), AUTHORITY))
                .hasMessageMatching("the certificate of localhost:\\d+ is for another host");
    }

    @Test
    void one_where_no_authority_is_trusted() throws Exception {
        assertThat(failure(server("localhost").build(), null, CertificatePinner.DEFAULT))
                .hasMessageMatching("the certificate of localhost:\\d+ is from an authority that is not trusted here");
    }

    @Test
    void one_that_is_not_pinned() throws Exception {
        CertificatePinner other = new CertificatePinner.Builder()
                .add(
                        "localhost",
                        CertificatePinner.pin(server("elsewhere.test").build().certificate()))
                .build();

        assertThat(failure(server("localhost").build(), AUTHORITY, other))
                .hasMessageMatching("the certificate of localhost:\\d+ is none of those that okHttpClient pins");
    }

    private static HeldCertificate.Builder server(String name) {
        return new HeldCertificate.Builder().addSubjectAlternativeName(name).signedBy(AUTHORITY);
    }

    private static Throwable failure(HeldCertificate certificate, HeldCertificate trusted) throws Exception {
        return failure(certificate, trusted, CertificatePinner.DEFAULT);
    }

    private static Throwable failure(
            HeldCertificate certificate, @Nullable HeldCertificate trusted, CertificatePinner pinner) throws Exception {
        HandshakeCertificates serverSide = new HandshakeCertificates.Builder()
                .heldCertificate(certificate, AUTHORITY.certificate())
                .build();
        HandshakeCertificates.Builder trusting = new HandshakeCertificates.Builder();
        if (trusted != null) {
            trusting.addTrustedCertificate(trusted.certificate());
        }
        HandshakeCertificates clientSide = trusting.build();
        OkHttpClient http = new OkHttpClient.Builder()
                .certificatePinner(pinner)
                .sslSocketFactory(clientSide.sslSocketFactory(), clientSide.trustManager())
                .build();
        try (KeptConnections server =
                        new KeptConnections(serverSide.sslContext().getServerSocketFactory());
                MistralClient client = MistralClient.builder()
                        .okHttpClient(http)
                        .baseUrl("https://" + server.host() + "/v1")
                        .withoutApiKey()
                        .build()) {
            MistralChatModel model =
                    MistralChatModel.builder().client(client).modelName("m").build();
            return catchThrowable(() -> model.chat("hello"));
        }
    }
}
