package io.github.mistral4j.requests;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** WireMock on loopback: it gives prepared answers and keeps what it was asked. Where no answer is prepared it is a chat. */
public final class WireServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "password";

    private final WireMockServer server;
    private final boolean tls;
    private final Queue<ResponseDefinition> prepared = new ConcurrentLinkedQueue<>();
    private final Queue<LoggedRequest> asked = new LinkedBlockingQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Function<LoggedRequest, ResponseDefinition> otherwise = request -> Answers.chat("fine");

    private WireServer(WireMockConfiguration configuration, boolean tls, boolean gzip) {
        this.tls = tls;
        this.server = new WireMockServer(configuration
                .bindAddress("127.0.0.1")
                .containerThreads(80)
                .disableRequestJournal()
                .gzipDisabled(!gzip)
                .extensions(new Prepared()));
        server.stubFor(any(anyUrl()).willReturn(ok()));
        server.start();
    }

    public static WireServer start() {
        return new WireServer(options().dynamicPort(), false, false);
    }

    /** The same, and it compresses its answers for who says that they may be. */
    public static WireServer startWithGzip() {
        return new WireServer(options().dynamicPort(), false, true);
    }

    /** The same with TLS, which OkHttp speaks HTTP/2 over. */
    public static WireServer startWithTls(HeldCertificate certificate) {
        Path file = keyStore(certificate);
        try {
            return new WireServer(
                    options()
                            .httpDisabled(true)
                            .dynamicHttpsPort()
                            .keystorePath(file.toString())
                            .keystorePassword(PASSWORD)
                            .keyManagerPassword(PASSWORD)
                            .keystoreType("PKCS12"),
                    true,
                    false);
        } finally {
            file.toFile().delete();
        }
    }

    private static Path keyStore(HeldCertificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", certificate.keyPair().getPrivate(), PASSWORD.toCharArray(), new Certificate[] {
                certificate.certificate()
            });
            Path file = Files.createTempFile("wire", ".p12");
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers each request with the next prepared answer. */
    private final class Prepared implements ResponseDefinitionTransformerV2 {

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            asked.add(event.getRequest());
            requests.incrementAndGet();
            ResponseDefinition next = prepared.poll();
            return next != null ? next : otherwise.apply(event.getRequest());
        }

        @Override
        public String getName() {
            return "prepared";
        }
    }

    /** The next answers, in order. */
    public WireServer answers(ResponseDefinition... answers) {
        prepared.addAll(List.of(answers));
        return this;
    }

    /** The answer wherever none is prepared. */
    public WireServer otherwise(Function<LoggedRequest, ResponseDefinition> answer) {
        otherwise = answer;
        return this;
    }

    public String baseUrl() {
        return tls ? "https://localhost:" + server.httpsPort() + "/v1" : "http://127.0.0.1:" + server.port() + "/v1";
    }

    public int requests() {
        return requests.get();
    }

    /** The next request that has come, in their order; null when there was none. */
    public @Nullable LoggedRequest next() {
        return asked.poll();
    }

    /** The body of the next request as text. */
    public String nextText() {
        LoggedRequest request = next();
        if (request == null) {
            throw new AssertionError("no request has come");
        }
        return request.getBodyAsString();
    }

    /** The body of the next request. */
    public JsonNode nextJson() {
        return json(nextText());
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
