package io.github.mistral4j.connections;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import okhttp3.tls.HandshakeCertificates;

/**
 * HTTP/2 by hand: refuses streams unprocessed and, like nginx, takes no notice of what still comes for them. MockWebServer may
 * answer that with a PROTOCOL_ERROR which overtakes the refusal.
 */
final class RefusingHttp2Server implements Closeable {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int MAX_CONCURRENT_STREAMS = 3;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int REFUSED_STREAM = 7;
    private static final int PREFACE = 24;
    private static final byte STATUS_200 = (byte) 0x88;

    private final SSLServerSocket listener;
    private final byte[] answer;
    private final int refusals;
    private final int streams;
    private volatile int together;
    private final List<Waiting> held = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger reset = new AtomicInteger();
    private final List<Socket> sockets = new ArrayList<>();

    /** Refuses the first requests and gives the others the answer. */
    RefusingHttp2Server(HandshakeCertificates tls, int refusals, String answer) throws IOException {
        this(tls, refusals, answer, Integer.MAX_VALUE);
    }

    /** One that takes so many streams a connection. */
    RefusingHttp2Server(HandshakeCertificates tls, int refusals, String answer, int streams) throws IOException {
        this.streams = streams;
        this.refusals = refusals;
        this.answer = answer.getBytes(StandardCharsets.UTF_8);
        listener = (SSLServerSocket)
                tls.sslContext().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("localhost"));
        SSLParameters parameters = listener.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        listener.setSSLParameters(parameters);
        start(this::accept);
    }

    String url() {
        return "https://localhost:" + listener.getLocalPort() + "/v1";
    }

    /** Answers only when so many requests are there. */
    void answerTogether(int requests) {
        together = requests;
    }

    void takeNoMoreConnections() throws IOException {
        listener.close();
    }

    int connections() {
        synchronized (sockets) {
            return sockets.size();
        }
    }

    int asked() {
        return asked.get();
    }

    /** Streams that the client gave up. */
    int reset() {
        return reset.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = listener.accept();
            synchronized (sockets) {
                sockets.add(socket);
            }
            start(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        in.readFully(new byte[PREFACE]);
        frame(out, SETTINGS, 0, 0, setting(MAX_CONCURRENT_STREAMS, streams));
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(length);
            if (type == RST_STREAM) {
                reset.incrementAndGet();
            } else if ((type == SETTINGS || type == PING) && (flags & ACK) == 0) {
                frame(out, type, ACK, 0, type == PING ? payload : new byte[0]);
            } else if (type == HEADERS && asked.incrementAndGet() <= refusals) {
                frame(out, RST_STREAM, 0, stream, new byte[] {0, 0, 0, REFUSED_STREAM});
            } else if (type == DATA && (flags & END_STREAM) != 0 && asked.get() > refusals) {
                answer(out, stream);
            }
        }
    }

    private void answer(DataOutputStream out, int stream) throws IOException {
        List<Waiting> ready = new ArrayList<>();
        synchronized (held) {
            held.add(new Waiting(out, stream));
            if (held.size() >= together) {
                ready.addAll(held);
                held.clear();
                together = 0;
            }
        }
        for (Waiting waiting : ready) {
            frame(waiting.out(), HEADERS, END_HEADERS, waiting.stream(), STATUS_200);
            frame(waiting.out(), DATA, END_STREAM, waiting.stream(), answer);
        }
    }

    private record Waiting(DataOutputStream out, int stream) {}

    private static byte[] setting(int name, int value) {
        return ByteBuffer.allocate(6).putShort((short) name).putInt(value).array();
    }

    private static void frame(DataOutputStream out, int type, int flags, int stream, byte... payload)
            throws IOException {
        synchronized (out) {
            out.writeByte(payload.length >> 16);
            out.writeShort(payload.length);
            out.writeByte(type);
            out.writeByte(flags);
            out.writeInt(stream);
            out.write(payload);
        }
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // Closed, by the client or the test.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        synchronized (sockets) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
