package io.github.mistral4j.retries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each connection's one request with the bytes it was given, and hangs up. */
final class RawServer implements AutoCloseable {

    private final ServerSocket socket;
    private final List<String> answers;
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch firstHungUp = new CountDownLatch(1);

    /** The last of the answers is given again and again. */
    RawServer(String... answers) {
        this.answers = List.of(answers);
        try {
            socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
    }

    int requests() {
        return requests.get();
    }

    void awaitHungUp() throws InterruptedException {
        firstHungUp.await();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                if (readRequest(connection)) {
                    int number = requests.getAndIncrement();
                    String answer = answers.get(Math.min(number, answers.size() - 1));
                    connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    connection.getOutputStream().flush();
                }
            } catch (IOException e) {
                continue;
            }
            firstHungUp.countDown();
        }
    }

    private static boolean readRequest(Socket connection) throws IOException {
        StringBuilder head = new StringBuilder();
        int next;
        while (head.indexOf("\r\n\r\n") < 0) {
            next = connection.getInputStream().read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        String text = head.toString().toLowerCase(java.util.Locale.ROOT);
        int at = text.indexOf("content-length:");
        if (at >= 0) {
            int end = text.indexOf("\r\n", at);
            int length = Integer.parseInt(text.substring(at + 15, end).trim());
            connection.getInputStream().readNBytes(length);
        }
        return true;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
