package io.github.mistral4j.benchmarks.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Answers as fast as it can with prepared bytes. Runs in a process of its own and prints its port. */
public final class StubServer {

    static final String STATISTICS = "/statistics";

    private static final int BACKLOG = 2_048;

    private final AtomicLong connections = new AtomicLong();
    private final Map<String, Mode> modes = new ConcurrentHashMap<>();

    private StubServer() {}

    public static void main(String[] arguments) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), BACKLOG);
        endWithStandardInput();
        System.out.println(Child.MARK + server.socket().getLocalPort());
        new StubServer().accept(server);
    }

    private static void endWithStandardInput() {
        Thread thread = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {}
            } catch (IOException e) {
                // Then it has ended, too.
            }
            System.exit(0);
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocketChannel server) throws IOException {
        while (true) {
            SocketChannel channel = server.accept();
            connections.incrementAndGet();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Thread thread = new Thread(() -> serve(channel), "connection");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            Requests requests = new Requests(channel.socket().getInputStream());
            while (requests.next()) {
                answer(requests, channel);
            }
        } catch (IOException e) {
            // The client has gone, which is its right.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Requests requests, SocketChannel channel) throws IOException, InterruptedException {
        String target = requests.target();
        if (target.startsWith(STATISTICS)) {
            write(channel, Answers.json("200 OK", connections.get() + " " + cpuNanos()));
            return;
        }
        Mode mode = modes.computeIfAbsent(target, path -> Mode.parse(path.substring(1, path.indexOf('/', 1))));
        if (mode.delayMillis() > 0) {
            Thread.sleep(mode.delayMillis());
        }
        if (target.endsWith("/embeddings")) {
            write(channel, Answers.embeddings(requests.inputs(), mode.base64()));
        } else if (mode.tokens() == 0) {
            write(channel, Answers.chat());
        } else if (mode.paceMillis() == 0) {
            write(channel, Answers.stream(mode.tokens()));
        } else {
            Pacer.stream(channel, mode);
        }
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
