package io.github.mistral4j.benchmarks.soak;

import io.github.mistral4j.benchmarks.harness.stub.Requests;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does to each call what the call's own text asks for: {@code fault:NAME#number}. */
final class FaultServer implements Listener.Service {

    private static final Pattern ORDER = Pattern.compile("fault:([A-Z0-9_]+)#(\\d+)");

    private final ServerLimit limit = new ServerLimit(40);
    private final Map<Long, AtomicInteger> attempts = new ConcurrentHashMap<>();

    static String order(Fault fault, long number) {
        return "fault:" + fault.name() + "#" + number;
    }

    /** Forgets a call that has ended. */
    int attemptsOf(long number) {
        AtomicInteger count = attempts.remove(number);
        return count == null ? 0 : count.get();
    }

    @Override
    public void serve(Socket socket) throws IOException {
        Requests requests = new Requests(socket.getInputStream());
        boolean keep = true;
        while (keep && requests.next()) {
            keep = answer(requests, socket);
        }
    }

    private boolean answer(Requests requests, Socket socket) throws IOException {
        String body = requests.body();
        Matcher order = order(body);
        Fault fault = Fault.valueOf(order.group(1));
        int attempt = attempt(order);
        CallKind kind = requests.target().endsWith("/embeddings")
                ? CallKind.EMBED
                : body.contains("\"stream\":true") ? CallKind.STREAM : CallKind.CHAT;
        return new FaultyAnswer(socket, kind, limit).give(fault, attempt);
    }

    /** How many times the call of this body has arrived by now. */
    int attempt(String body) throws IOException {
        return attempt(order(body));
    }

    private static Matcher order(String body) throws IOException {
        Matcher order = ORDER.matcher(body);
        if (!order.find()) {
            throw new IOException("no order in the request");
        }
        return order;
    }

    private int attempt(Matcher order) {
        return attempts.computeIfAbsent(Long.valueOf(order.group(2)), n -> new AtomicInteger())
                .incrementAndGet();
    }
}
