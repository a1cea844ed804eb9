package io.github.mistral4j.benchmarks.harness.stub;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stub's side of a connection of HTTP/2. What requests say in their headers is not looked at. Like nginx it takes 128 streams
 * at once and 64 kB of a body before it says that it reads on.
 */
public final class Http2Connection {

    /** What becomes of a request. */
    public interface Server {

        /** False refuses the request unprocessed. */
        boolean answer(byte[] body, Line line) throws IOException;

        /** A stream more than the client was told to open. */
        default void refused() {}

        /** The client gave a stream up. */
        default void reset() {}
    }

    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int WINDOW_UPDATE = 8;

    private static final int ACK = 1;
    private static final int MAX_CONCURRENT_STREAMS = 3;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int REFUSED_STREAM = 7;

    private static final int MOST_STREAMS = 128;
    private static final int PREFACE = 24;
    private static final int DEFAULT_WINDOW = 65_535;
    private static final int UPDATE_AFTER = 1 << 20;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Server server;
    // All guarded by this.
    private final Map<Integer, Stream> streams = new LinkedHashMap<>();
    private long window = DEFAULT_WINDOW;
    private long initialWindow = DEFAULT_WINDOW;
    private int unacknowledged;

    public Http2Connection(Socket socket, Server server) throws IOException {
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 32 * 1024));
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 16 * 1024));
        this.server = server;
    }

    /** Until the client closes the connection, which is an IOException like any other. */
    public void serve() throws IOException {
        in.readFully(new byte[PREFACE]);
        synchronized (this) {
            head(SETTINGS, 0, 0, 6);
            out.writeShort(MAX_CONCURRENT_STREAMS);
            out.writeInt(MOST_STREAMS);
            update(0, Integer.MAX_VALUE - DEFAULT_WINDOW);
            out.flush();
        }
        try {
            while (true) {
                read();
            }
        } finally {
            synchronized (this) {
                streams.values().forEach(stream -> stream.gone = true);
            }
        }
    }

    private void read() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int id = in.readInt() & Integer.MAX_VALUE;
        byte[] payload = in.readNBytes(length);
        Stream complete;
        synchronized (this) {
            complete = take(type, flags, id, payload);
            out.flush();
        }
        if (complete != null && !server.answer(complete.body.toByteArray(), complete)) {
            synchronized (this) {
                streams.remove(complete.id);
                refuse(complete.id);
                out.flush();
            }
        }
    }

    /** Returns the stream whose request is complete with this frame. */
    private @Nullable Stream take(int type, int flags, int id, byte[] payload) throws IOException {
        switch (type) {
            case Prepared.HEADERS -> open(id);
            case Prepared.DATA -> received(id, payload, (flags & Prepared.END_STREAM) != 0);
            case RST_STREAM -> {
                server.reset();
                Stream reset = streams.remove(id);
                if (reset != null) {
                    reset.gone = true;
                }
            }
            case SETTINGS -> {
                if ((flags & ACK) == 0) {
                    settings(payload);
                }
            }
            case PING -> {
                if ((flags & ACK) == 0) {
                    head(PING, ACK, 0, payload.length);
                    out.write(payload);
                }
            }
            case WINDOW_UPDATE -> widen(id, number(payload, 0));
            default -> {
                // Of no interest.
            }
        }
        return (type == Prepared.HEADERS || type == Prepared.DATA) && (flags & Prepared.END_STREAM) != 0
                ? streams.get(id)
                : null;
    }

    private void open(int id) throws IOException {
        if (streams.size() == MOST_STREAMS) {
            server.refused();
            refuse(id);
        } else {
            streams.put(id, new Stream(id));
        }
    }

    private void refuse(int id) throws IOException {
        head(RST_STREAM, 0, id, 4);
        out.writeInt(REFUSED_STREAM);
    }

    private void received(int id, byte[] payload, boolean last) throws IOException {
        unacknowledged += payload.length;
        if (unacknowledged >= UPDATE_AFTER) {
            update(0, unacknowledged);
            unacknowledged = 0;
        }
        Stream stream = streams.get(id);
        if (stream != null) {
            stream.body.writeBytes(payload);
            if (!last && payload.length > 0) {
                update(id, payload.length);
            }
        }
    }

    private void settings(byte[] payload) throws IOException {
        for (int i = 0; i + 6 <= payload.length; i += 6) {
            if ((payload[i] << 8 | payload[i + 1]) == INITIAL_WINDOW_SIZE) {
                long more = number(payload, i + 2) - initialWindow;
                initialWindow += more;
                streams.values().forEach(stream -> stream.window += more);
            }
        }
        head(SETTINGS, ACK, 0, 0);
    }

    private void widen(int id, int more) throws IOException {
        Stream stream = streams.get(id);
        if (id == 0) {
            window += more;
            for (Stream waiting : new ArrayList<>(streams.values())) {
                waiting.pump();
            }
        } else if (stream != null) {
            stream.window += more;
            stream.pump();
        }
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0x7F) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | bytes[at + 3] & 0xFF;
    }

    private void update(int id, int more) throws IOException {
        head(WINDOW_UPDATE, 0, id, 4);
        out.writeInt(more);
    }

    private void head(int type, int flags, int id, int length) throws IOException {
        out.writeByte(length >> 16);
        out.writeShort(length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(id);
    }

    /** One request and its answer. */
    private final class Stream implements Line {

        private final int id;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        private final ArrayDeque<Prepared.Frame> pending = new ArrayDeque<>();
        private long window = initialWindow;
        private boolean gone;

        private Stream(int id) {
            this.id = id;
        }

        @Override
        public void write(Prepared piece) throws IOException {
            synchronized (Http2Connection.this) {
                if (gone) {
                    throw new IOException("the client has gone");
                }
                pending.addAll(piece.frames());
                pump();
                out.flush();
            }
        }

        /** Sends what fits into the windows. */
        private void pump() throws IOException {
            Prepared.Frame next;
            while ((next = pending.peek()) != null && fits(next)) {
                pending.poll();
                head(next.type(), next.flags(), id, next.length());
                out.write(next.bytes(), next.offset(), next.length());
                if ((next.flags() & Prepared.END_STREAM) != 0) {
                    streams.remove(id);
                }
            }
        }

        private boolean fits(Prepared.Frame frame) {
            if (frame.type() != Prepared.DATA) {
                return true;
            }
            if (frame.length() > Math.min(window, Http2Connection.this.window)) {
                return false;
            }
            window -= frame.length();
            Http2Connection.this.window -= frame.length();
            return true;
        }
    }
}
