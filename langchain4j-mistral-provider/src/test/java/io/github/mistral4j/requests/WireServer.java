package io.github.mistral4j.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** A server on loopback that gives prepared answers and keeps what it was asked. Where no answer is prepared it is a chat. */
public final class WireServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockWebServer server = new MockWebServer();
    private final Queue<MockResponse> prepared = new ConcurrentLinkedQueue<>();
    private volatile Function<RecordedRequest, MockResponse> otherwise = request -> Answers.chat("fine");

    public WireServer() {
        server.setServerSocketFactory(new PromptSockets());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                MockResponse next = prepared.poll();
                return next != null ? next : otherwise.apply(request);
            }
        });
    }

    public static WireServer start() {
        WireServer started = new WireServer();
        started.listen();
        return started;
    }

    /** The server beneath, for TLS and the like; to be set up before {@link #listen()}. */
    public MockWebServer mock() {
        return server;
    }

    public void listen() {
        try {
            server.start(InetAddress.getByName("127.0.0.1"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next answers, in order. */
    public WireServer answers(MockResponse... answers) {
        prepared.addAll(java.util.List.of(answers));
        return this;
    }

    /** The answer wherever none is prepared. */
    public WireServer otherwise(Function<RecordedRequest, MockResponse> answer) {
        otherwise = answer;
        return this;
    }

    public String baseUrl() {
        return server.url("/v1").toString();
    }

    public int requests() {
        return server.getRequestCount();
    }

    /** The next request that has come, in their order; null when there was none. */
    public @Nullable RecordedRequest next() {
        try {
            return server.takeRequest(0, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body of the next request as text. */
    public String nextText() {
        RecordedRequest request = next();
        if (request == null || request.getBody() == null) {
            throw new AssertionError("no request with a body has come");
        }
        return request.getBody().utf8();
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
        server.close();
    }
}
