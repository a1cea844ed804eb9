package io.github.mistral4j.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.faults.FaultServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

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
                MistralClient client = client(proxy.port(), "http://models.test:8000/v1", true)) {
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
            assertThat(failure(proxy.port(), "http://models.test:8000/v1"))
                    .isInstanceOf(LangChain4jException.class)
                    .hasMessageContaining("HTTP 407 Proxy Authentication Required");
            assertThat(failure(proxy.port(), "https://models.test/v1"))
                    .isInstanceOf(UnresolvedModelServerException.class)
                    .hasMessageStartingWith("the proxy 127.0.0.1:" + proxy.port() + " wants other credentials");
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
        try (MistralClient client = client(port, baseUrl, true)) {
            MistralChatModel model =
                    MistralChatModel.builder().client(client).modelName("m").build();
            return catchThrowable(() -> model.chat("hello"));
        }
    }

    private MistralClient client(int port, String baseUrl, boolean credentials) {
        OkHttpClient http = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", port)))
                .proxyAuthenticator((route, response) -> {
                    asked.incrementAndGet();
                    Request request = response.request();
                    return request.header("Proxy-Authorization") != null
                            ? null
                            : request.newBuilder()
                                    .header("Proxy-Authorization", Credentials.basic("user", "password"))
                                    .build();
                })
                .build();
        return MistralClient.builder()
                .okHttpClient(http)
                .withoutApiKey()
                .maxRetries(0)
                .baseUrl(baseUrl)
                .build();
    }
}
