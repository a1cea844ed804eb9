package io.github.mistral4j.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.UnresolvedModelServerException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.faults.FaultConnection;
import io.github.mistral4j.testing.faults.FaultServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void the_proxys_authenticator_is_asked_for_a_plain_server_and_once() {
        AtomicInteger requests = new AtomicInteger();
        try (FaultServer proxy = FaultServer.start(connection -> {
                    while (true) {
                        connection.readRequest();
                        if (requests.incrementAndGet() == 1) {
                            connection.send("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                    + "Proxy-Authenticate: Basic realm=\"corp\"\r\nContent-Length: 0\r\n\r\n");
                        } else {
                            connection.sendAnswer(200, "application/json", KeptConnections.ANSWER);
                        }
                    }
                });
                MistralClient client = client(proxy.port(), "http://models.test:8000/v1", this::credentialsOnce)) {
            MistralChatModel model =
                    MistralChatModel.builder().client(client).modelName("m").build();

            assertThat(model.chat("hello")).isEqualTo("fine");
            assertThat(model.chat("hello")).isEqualTo("fine");
        }
        assertThat(requests).hasValue(3);
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_proxy_that_wants_other_credentials_is_a_failure() {
        try (FaultServer proxy = FaultServer.start(connection -> {
            while (true) {
                connection.readRequest();
                connection.send("HTTP/1.1 407 Proxy Authentication Required\r\n"
                        + "Proxy-Authenticate: Basic realm=\"corp\"\r\nContent-Length: 0\r\n\r\n");
            }
        })) {
            for (String baseUrl : List.of("http://models.test:8000/v1", "https://models.test/v1")) {
                assertThat(failure(proxy.port(), baseUrl))
                        .isInstanceOf(UnresolvedModelServerException.class)
                        .hasMessageStartingWith("the proxy 127.0.0.1:" + proxy.port()
                                + " wants other credentials (HTTP 407 Proxy Authentication Required)");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://models.test:8000/v1", "https://models.test/v1"})
    void an_authenticator_that_knows_nothing_else_is_not_asked_for_ever(String baseUrl) {
        AtomicInteger requests = new AtomicInteger();
        try (FaultServer proxy = FaultServer.start(connection -> {
            while (true) {
                connection.readRequest();
                requests.incrementAndGet();
                connection.send("HTTP/1.1 407 Proxy Authentication Required\r\n"
                        + "Proxy-Authenticate: Basic realm=\"corp\"\r\nContent-Length: 0\r\n\r\n");
            }
        })) {
            assertThat(failure(client(proxy.port(), baseUrl, ProxyTest::credentials)))
                    .isInstanceOf(UnresolvedModelServerException.class)
                    .hasMessageStartingWith(
                            "the proxy 127.0.0.1:" + proxy.port() + " wants other credentials (HTTP 407");
        }
        assertThat(requests).hasValueLessThan(4);
    }

    @Test
    void a_proxy_whose_host_is_unknown_is_named() {
        InetSocketAddress unknown = InetSocketAddress.createUnresolved("no-such-proxy.invalid", 3128);
        assertThat(failure(client(unknown, "https://models.test/v1", this::credentialsOnce)))
                .isInstanceOf(UnresolvedModelServerException.class)
                .hasMessage("the host of the proxy no-such-proxy.invalid:3128 is unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://models.test:8000/v1", "https://models.test/v1"})
    void a_proxy_that_speaks_something_else_is_named(String baseUrl) {
        try (FaultServer proxy = FaultServer.start(connection -> {
            connection.readRequest();
            connection.send("SSH-2.0-OpenSSH_9.2\r\n\r\n");
            connection.awaitClosedByClient();
        })) {
            assertThat(failure(proxy.port(), baseUrl))
                    .hasMessage("the answer of the proxy 127.0.0.1:" + proxy.port() + " is not valid HTTP");
        }
    }

    @Test
    void a_proxy_that_breaks_the_connection_is_named() {
        try (FaultServer proxy = FaultServer.start(FaultConnection::readRequest)) {
            assertThat(failure(proxy.port(), "http://models.test:8000/v1"))
                    .hasMessage(
                            "the connection to the proxy 127.0.0.1:" + proxy.port() + " broke before an answer came");
        }
        try (FaultServer proxy = FaultServer.start(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 Connection established\r\n\r\n");
        })) {
            assertThat(failure(proxy.port(), "https://models.test/v1"))
                    .hasMessage(
                            "could not establish TLS with models.test:443 through the proxy 127.0.0.1:" + proxy.port());
        }
    }

    @Test
    void a_proxy_that_forbids_the_server_is_named() {
        try (FaultServer proxy = FaultServer.start(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        })) {
            assertThat(failure(proxy.port(), "https://models.test/v1"))
                    .isInstanceOf(UnresolvedModelServerException.class)
                    .hasMessage(
                            "the proxy 127.0.0.1:" + proxy.port() + " does not connect to models.test:443 (HTTP 403)");
        }
    }

    @Test
    void a_proxy_that_is_down_is_named() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(failure(port, "https://models.test/v1"))
                .isInstanceOf(UnresolvedModelServerException.class)
                .hasMessage("could not connect to the proxy 127.0.0.1:" + port + ": connection refused or no route");
    }

    private Throwable failure(int port, String baseUrl) {
        return failure(client(port, baseUrl, this::credentialsOnce));
    }

    private static Throwable failure(MistralClient given) {
        try (MistralClient client = given) {
            MistralChatModel model =
                    MistralChatModel.builder().client(client).modelName("m").build();
            return catchThrowable(() -> model.chat("hello"));
        }
    }

    private @Nullable Request credentialsOnce(@Nullable Route route, Response response) {
        asked.incrementAndGet();
        return response.request().header("Proxy-Authorization") != null ? null : credentials(route, response);
    }

    private static Request credentials(@Nullable Route route, Response response) {
        return response.request()
                .newBuilder()
                .header("Proxy-Authorization", Credentials.basic("user", "password"))
                .build();
    }

    private static MistralClient client(int port, String baseUrl, Authenticator authenticator) {
        return client(new InetSocketAddress("127.0.0.1", port), baseUrl, authenticator);
    }

    private static MistralClient client(InetSocketAddress proxy, String baseUrl, Authenticator authenticator) {
        OkHttpClient http = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, proxy))
                .proxyAuthenticator(authenticator)
                .build();
        return MistralClient.builder()
                .okHttpClient(http)
                .withoutApiKey()
                .maxRetries(0)
                .baseUrl(baseUrl)
                .build();
    }
}
