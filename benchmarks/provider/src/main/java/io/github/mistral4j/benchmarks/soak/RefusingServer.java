package io.github.mistral4j.benchmarks.soak;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks as much HTTP/2 as it takes to refuse a call twice, unprocessed, and to answer it then. */
final class RefusingServer implements AutoCloseable {

    private static final int PREFACE = 24;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int REFUSED_STREAM = 7;
    private static final int REFUSALS = 2;

    private final ServerSocket server;
    private final FaultServer orders;
    private final AtomicInteger open = new AtomicInteger();

    RefusingServer(FaultServer orders) throws IOException {
        this.orders = orders;
        server = new ServerSocket(0, 512, InetAddress.getByName("127.0.0.1"));
        FaultServer.daemon(this::accept, "soak-accept");
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    int open() {
        return open.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.incrementAndGet();
                FaultServer.daemon(() -> serve(socket), "soak-server");
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new Connection(socket).run();
        } catch (IOException e) {
            // The client has gone.
        } finally {
            open.decrementAndGet();
        }
    }

    private final class Connection {

        private final DataInputStream in;
        private final DataOutputStream out;
        private final Map<Integer, ByteArrayOutputStream> bodies = new HashMap<>();

        Connection(Socket socket) throws IOException {
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
        }

        void run() throws IOException {
            in.skipNBytes(PREFACE);
            frame(SETTINGS, 0, 0, new byte[0]);
            while (true) {
                int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = in.readNBytes(length);
                if (type == SETTINGS && flags != ACK) {
                    frame(SETTINGS, ACK, 0, new byte[0]);
                } else if (type == PING && flags != ACK) {
                    frame(PING, ACK, 0, payload);
                } else if (type == DATA) {
                    data(stream, payload, flags);
                }
            }
        }

        private void data(int stream, byte[] payload, int flags) throws IOException {
            if (payload.length > 0) {
                frame(WINDOW_UPDATE, 0, 0, number(payload.length));
            }
            ByteArrayOutputStream body = bodies.computeIfAbsent(stream, id -> new ByteArrayOutputStream());
            body.write(payload);
            if ((flags & END_STREAM) != 0) {
                bodies.remove(stream);
                answer(stream, body.toString(UTF_8));
            }
        }

        private void answer(int stream, String body) throws IOException {
            if (orders.attempt(body) <= REFUSALS) {
                frame(RST_STREAM, 0, stream, number(REFUSED_STREAM));
                return;
            }
            boolean streamed = body.contains("\"stream\":true");
            String answer = streamed
                    ? String.join("", SoundAnswer.EVENTS) + "data: [DONE]\n\n"
                    : body.contains("\"input\":") ? SoundAnswer.EMBEDDING : SoundAnswer.CHAT;
            frame(HEADERS, END_HEADERS, stream, head(streamed ? "text/event-stream" : "application/json"));
            frame(DATA, END_STREAM, stream, answer.getBytes(UTF_8));
        }

        /** Status 200 and a content type, both by their numbers in HPACK's table. */
        private static byte[] head(String contentType) {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            head.writeBytes(new byte[] {(byte) 0x88, 0x0F, 0x10, (byte) contentType.length()});
            head.writeBytes(contentType.getBytes(US_ASCII));
            return head.toByteArray();
        }

        private static byte[] number(int value) {
            return new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
        }

        private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(frame);
            fields.writeByte(payload.length >>> 16);
            fields.writeShort(payload.length);
            fields.writeByte(type);
            fields.writeByte(flags);
            fields.writeInt(stream);
            fields.write(payload);
            out.write(frame.toByteArray());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
