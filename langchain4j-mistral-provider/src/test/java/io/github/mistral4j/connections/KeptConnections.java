package io.github.mistral4j.connections;

import io.github.mistral4j.testing.faults.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** A server that keeps its connections open, until it is told to close those that are idle. */
final class KeptConnections implements AutoCloseable {

    static final String ANSWER =
            "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"fine\"},\"finish_reason\":\"stop\"}]}";

    private static final String ESTABLISHED = "01";

    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile @Nullable CyclicBarrier together;
    private volatile String moreHeaders = "";
    private volatile String behind = "";
    private volatile String version = "1.1";

    KeptConnections() {
        this(ServerSocketFactory.getDefault());
    }

    KeptConnections(ServerSocketFactory sockets) {
        try {
            server = sockets.createServerSocket(0, 256, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    String host() {
        return "localhost:" + server.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    int connections() {
        return connections.get();
    }

    /** Answers only when so many requests are there, each on a connection of its own. */
    void answerTogether(int count) {
        together = count == 0 ? null : new CyclicBarrier(count);
    }

    void alsoSend(String headers) {
        moreHeaders = headers;
    }

    /** More bytes than {@code Content-Length} says. */
    void sendBehind(String bytes) {
        behind = bytes;
    }

    void speak(String httpVersion) {
        version = httpVersion;
    }

    /** Bytes on all connections that no request asked for. */
    void sendUnasked(String bytes) throws IOException {
        for (Socket socket : open) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
        Eventually.that("the bytes are at the client", () -> receivedFrom(server.getLocalPort()) >= bytes.length());
    }

    /** Closes all connections, and returns when the other side can see it. */
    void closeIdle() {
        open.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        open.clear();
        Eventually.that(
                "the client's sockets are closed by the server", () -> establishedTo(server.getLocalPort()) == 0);
    }

    /** How many sockets of this machine are connected to the port and have not seen its end; Linux says it, others not. */
    private static long establishedTo(int port) {
        return connectedTo(port).filter(field -> field[3].equals(ESTABLISHED)).count();
    }

    /** How many bytes of this port nobody has read yet. */
    private static long receivedFrom(int port) {
        return connectedTo(port)
                .mapToLong(field -> Long.parseLong(field[4].substring(field[4].indexOf(':') + 1), 16))
                .sum();
    }

    private static Stream<String[]> connectedTo(int port) {
        String remote = "%04X".formatted(port);
        return Stream.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))
                .filter(Files::isReadable)
                .flatMap(KeptConnections::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(field -> field[2].endsWith(":" + remote));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            while (readRequest(socket.getInputStream())) {
                requests.incrementAndGet();
                CyclicBarrier barrier = together;
                if (barrier != null) {
                    barrier.await();
                }
                socket.getOutputStream()
                        .write(("HTTP/" + version + " 200 OK\r\nContent-Type: application/json\r\n" + moreHeaders
                                        + "Content-Length: " + ANSWER.length() + "\r\n\r\n" + ANSWER + behind)
                                .getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }
        } catch (Exception e) {
            // closed by either side
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.write(next);
        }
        for (String line : head.toString(StandardCharsets.ISO_8859_1).split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                in.readNBytes(Integer.parseInt(line.substring(15).trim()));
            }
        }
        return true;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "kept-connections");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        closeIdle();
    }
}
