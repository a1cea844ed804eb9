package io.github.mistral4j.benchmarks.harness.stub;

import io.github.mistral4j.benchmarks.harness.Child;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;

/**
 * Answers as fast as it can with prepared bytes. Runs in a process of its own, prints its port, and does what it is told on standard
 * input: {@code keys}, {@code tls}, {@code h2 MODE} and {@code statistics}. Answers each with one line.
 */
public final class StubServer {

    private static final int BACKLOG = 2_048;
    private static final String HTTP_1 = "http/1.1";
    private static final String HTTP_2 = "h2";
    private static final int FIELDS = 200;

    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong handshakes = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong resets = new AtomicLong();
    private final Map<String, Mode> modes = new ConcurrentHashMap<>();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(1, StubServer::thread);

    private StubServer() {}

    public static void main(String[] arguments) throws Exception {
        StubServer stub = new StubServer();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), BACKLOG);
        thread(() -> stub.accept(server)).start();
        System.out.println(Child.MARK + server.socket().getLocalPort());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String command;
        while ((command = commands.readLine()) != null) {
            System.out.println(Child.MARK + stub.told(command));
        }
        System.exit(0);
    }

    private Object told(String command) throws Exception {
        return switch (command) {
            case "keys" -> Keys.file();
            case "tls" -> TlsListener.listen(List.of(HTTP_1), BACKLOG, this::accepted, this::serveTls);
            case "statistics" ->
                connections + " " + requests + " " + handshakes + " " + refused + " " + resets + " " + cpuNanos();
            default -> {
                Mode mode = Mode.parse(command.substring(command.indexOf(' ') + 1));
                yield TlsListener.listen(List.of(HTTP_2, HTTP_1), BACKLOG, this::accepted, socket -> {
                    if (socket.getApplicationProtocol().equals(HTTP_2)) {
                        serveHttp2(socket, mode);
                    } else {
                        serveTls(socket);
                    }
                });
            }
        };
    }

    static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "stub");
        thread.setDaemon(true);
        return thread;
    }

    private void accepted() {
        connections.incrementAndGet();
    }

    private void accept(ServerSocketChannel server) {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                accepted();
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                thread(() -> serve(channel)).start();
            }
        } catch (IOException e) {
            System.exit(1);
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            serveHttp1(channel.socket().getInputStream(), piece -> {
                ByteBuffer bytes = piece.direct().duplicate();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            });
        } catch (IOException e) {
            // The client has gone, which is its right.
        }
    }

    private void serveTls(SSLSocket socket) throws IOException {
        handshakes.incrementAndGet();
        serveHttp1(socket.getInputStream(), piece -> socket.getOutputStream().write(piece.http1()));
    }

    private void serveHttp1(InputStream in, Line line) throws IOException {
        Requests incoming = new Requests(in);
        try {
            while (incoming.next()) {
                String target = incoming.target();
                Mode mode = modes.computeIfAbsent(target, path -> Mode.parse(path.substring(1, path.indexOf('/', 1))));
                if (mode.delayMillis() > 0) {
                    Thread.sleep(mode.delayMillis());
                }
                answer(mode, target.endsWith("/embeddings") ? incoming.inputs() : 0, line)
                        .await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serveHttp2(SSLSocket socket, Mode mode) throws IOException {
        handshakes.incrementAndGet();
        new Http2Connection(socket, new Http2Connection.Server() {
                    @Override
                    public boolean answer(byte[] body, Line line) throws IOException {
                        // A body of many messages is not looked through for inputs that it does not have.
                        boolean embeddings = InputCount.of(body, 0, Math.min(FIELDS, body.length)) > 0;
                        int inputs = embeddings ? InputCount.of(body, 0, body.length) : 0;
                        if (mode.delayMillis() == 0) {
                            StubServer.this.answer(mode, inputs, line);
                        } else {
                            later.schedule(
                                    () -> StubServer.this.answer(mode, inputs, line),
                                    mode.delayMillis(),
                                    TimeUnit.MILLISECONDS);
                        }
                        return true;
                    }

                    @Override
                    public void refused() {
                        refused.incrementAndGet();
                    }

                    @Override
                    public void reset() {
                        resets.incrementAndGet();
                    }
                })
                .serve();
    }

    /** Returns what says that the answer is complete. */
    private CountDownLatch answer(Mode mode, int inputs, Line line) throws IOException {
        requests.incrementAndGet();
        if (inputs > 0) {
            line.write(Answers.embeddings(inputs, mode.base64()));
        } else if (mode.tokens() == 0) {
            line.write(Answers.chat());
        } else if (mode.paceMillis() == 0) {
            line.write(Answers.stream(mode.tokens()));
        } else {
            return Pacer.stream(line, mode);
        }
        return new CountDownLatch(0);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
