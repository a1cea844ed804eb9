package io.github.mistral4j.benchmarks.soak;

import io.github.mistral4j.benchmarks.harness.stub.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does to each call what the call's own text asks for: {@code fault:NAME#number}. */
final class FaultServer implements AutoCloseable {

    private static final Pattern ORDER = Pattern.compile("fault:([A-Z0-9_]+)#(\\d+)");

    private final ServerSocket server;
    private final ServerLimit limit = new ServerLimit(40);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<Long, AtomicInteger> attempts = new ConcurrentHashMap<>();

    FaultServer() throws IOException {
        server = new ServerSocket(0, 512, InetAddress.getByName("127.0.0.1"));
        daemon(this::accept, "soak-accept");
    }

    static String order(Fault fault, long number) {
        return "fault:" + fault.name() + "#" + number;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    /** Connections that are open at this moment. */
    int open() {
        return open.get();
    }

    int accepted() {
        return accepted.get();
    }

    /** Forgets a call that has ended. */
    int attemptsOf(long number) {
        AtomicInteger count = attempts.remove(number);
        return count == null ? 0 : count.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                open.incrementAndGet();
                daemon(() -> serve(socket), "soak-server");
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Requests requests = new Requests(socket.getInputStream());
            boolean keep = true;
            while (keep && requests.next()) {
                keep = answer(requests, socket);
            }
        } catch (IOException e) {
            // The client has gone.
        } finally {
            open.decrementAndGet();
        }
    }

    private boolean answer(Requests requests, Socket socket) throws IOException {
        String body = requests.body();
        Matcher order = ORDER.matcher(body);
        if (!order.find()) {
            throw new IOException("no order in the request");
        }
        Fault fault = Fault.valueOf(order.group(1));
        int attempt = attempt(order);
        CallKind kind = requests.target().endsWith("/embeddings")
                ? CallKind.EMBED
                : body.contains("\"stream\":true") ? CallKind.STREAM : CallKind.CHAT;
        return new FaultyAnswer(socket, kind, limit).give(fault, attempt);
    }

    /** How many times the call of this body has arrived by now. */
    int attempt(String body) throws IOException {
        Matcher order = ORDER.matcher(body);
        if (!order.find()) {
            throw new IOException("no order in the request");
        }
        return attempt(order);
    }

    private int attempt(Matcher order) {
        return attempts.computeIfAbsent(Long.valueOf(order.group(2)), n -> new AtomicInteger())
                .incrementAndGet();
    }

    static void daemon(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 256 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
