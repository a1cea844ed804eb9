package io.github.mistral4j.benchmarks.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mistral4j.benchmarks.harness.stub.Http2Connection;
import io.github.mistral4j.benchmarks.harness.stub.Line;
import io.github.mistral4j.benchmarks.harness.stub.Prepared;
import java.io.IOException;
import java.net.Socket;

/** Refuses a call over HTTP/2 twice, unprocessed, and answers it then. */
final class RefusingServer implements Listener.Service {

    private static final int REFUSALS = 2;
    private static final Prepared STREAM =
            sound("text/event-stream", String.join("", SoundAnswer.EVENTS) + "data: [DONE]\n\n");
    private static final Prepared CHAT = sound("application/json", SoundAnswer.CHAT);
    private static final Prepared EMBEDDING = sound("application/json", SoundAnswer.EMBEDDING);

    private final FaultServer orders;

    RefusingServer(FaultServer orders) {
        this.orders = orders;
    }

    @Override
    public void serve(Socket socket) throws IOException {
        new Http2Connection(socket, this::answer).serve();
    }

    private boolean answer(byte[] bytes, Line line) throws IOException {
        String body = new String(bytes, UTF_8);
        if (orders.attempt(body) <= REFUSALS) {
            return false;
        }
        line.write(body.contains("\"stream\":true") ? STREAM : body.contains("\"input\":") ? EMBEDDING : CHAT);
        return true;
    }

    private static Prepared sound(String type, String body) {
        return Prepared.of(FaultyAnswer.answer("200 OK", type, body, ""));
    }
}
