package io.github.mistral4j.testserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Takes requests from the wire and puts answers on it. */
final class Exchange implements AutoCloseable {

    static {
        // Without it each event of a stream waits 40 ms for the acknowledgement of the one before.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Function<ReceivedRequest, Rendered> answers;

    Exchange(int port, Function<ReceivedRequest, Rendered> answers) {
        this.answers = answers;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "mistral-test-server");
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The test server cannot listen on loopback", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange http) throws IOException {
        byte[] body = http.getRequestBody().readAllBytes();
        ReceivedRequest request = ReceivedRequest.of(
                http.getRequestMethod(), http.getRequestURI().toString(), http.getRequestHeaders(), body);
        Rendered answer = answers.apply(request);
        sleep(answer.delay());
        answer.headers().forEach(http.getResponseHeaders()::set);
        if (answer.isStream()) {
            stream(http, answer);
        } else {
            http.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            http.getResponseBody().write(answer.body());
        }
        http.close();
    }

    private static void stream(HttpExchange http, Rendered answer) throws IOException {
        http.sendResponseHeaders(answer.status(), 0);
        OutputStream out = http.getResponseBody();
        for (int i = 0; i < answer.frames().size(); i++) {
            if (i == answer.cutAfter()) {
                // The server closes a connection whose handler throws, without an end of the body.
                throw new IOException("the stream is cut");
            }
            if (i > 0) {
                sleep(answer.pause());
            }
            out.write(answer.frames().get(i).getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private static void sleep(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server is closed");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
