package io.github.mistral4j.testing.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** The server's end of one connection. */
public final class FaultConnection {

    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    FaultConnection(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Reads one request with its body and returns the body. */
    public String readRequest() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < END_OF_HEAD.length) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("no request");
            }
            head.write(b);
            matched = b == END_OF_HEAD[matched] ? matched + 1 : b == '\r' ? 1 : 0;
        }
        byte[] body = in.readNBytes(contentLength(head.toString(StandardCharsets.ISO_8859_1)));
        return new String(body, StandardCharsets.UTF_8);
    }

    private static int contentLength(String head) {
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
            }
        }
        return 0;
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The head of a stream that ends with the connection. */
    public void sendStreamHead() throws IOException {
        send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nConnection: close\r\n\r\n");
    }

    /** The head of an answer in chunks, whose end the client can tell from a cut. */
    public void sendChunkedHead(String contentType) throws IOException {
        send("HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    /** One chunk of a body in chunks; an empty one ends the body. */
    public void sendChunk(byte[] bytes) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(bytes.length + 16);
        chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunk.writeBytes(bytes);
        chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        send(chunk.toByteArray());
    }

    public void sendChunk(String text) throws IOException {
        sendChunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A complete answer that leaves the connection open for another request. */
    public void sendAnswer(int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream answer = new ByteArrayOutputStream(bytes.length + 128);
        answer.writeBytes(("HTTP/1.1 " + status + " Scripted\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                        + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        answer.writeBytes(bytes);
        send(answer.toByteArray());
    }

    /** Ends the connection with RST; what has not been read by the client is lost. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Does nothing until the client closes the connection. */
    public void awaitClosedByClient() {
        try {
            while (in.read() >= 0) {
                // what the client may still have sent
            }
        } catch (IOException e) {
            // closed the hard way
        }
    }

    /** Does nothing, not even read, until this server is closed. */
    public void awaitNothing() throws InterruptedException {
        closed.await();
    }

    void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
