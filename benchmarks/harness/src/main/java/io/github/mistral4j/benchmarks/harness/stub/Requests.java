package io.github.mistral4j.benchmarks.harness.stub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/** Reads HTTP requests from a connection, one after the other, into a buffer that is used again. */
public final class Requests {

    private final InputStream in;
    private byte[] buffer = new byte[16 * 1024];
    private int position;
    private int limit;

    private byte[] lastHead = {};
    private String target = "";
    private int contentLength;
    private boolean chunked;

    private int bodyStart;
    private int bodyEnd;

    public Requests(InputStream in) {
        this.in = in;
    }

    /** Reads the next request whole; false when the client has closed the connection. */
    public boolean next() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        int headEnd = headEnd();
        if (headEnd < 0) {
            return false;
        }
        if (!Arrays.equals(buffer, 0, headEnd, lastHead, 0, lastHead.length)) {
            lastHead = Arrays.copyOf(buffer, headEnd);
            parse(new String(lastHead, ISO_8859_1));
        }
        position = headEnd;
        bodyStart = headEnd;
        bodyEnd = headEnd;
        if (chunked) {
            readChunks();
        } else {
            need(headEnd + contentLength);
            position = headEnd + contentLength;
            bodyEnd = position;
        }
        return true;
    }

    /** The path of the request. */
    public String target() {
        return target;
    }

    /** How many strings {@code input} holds. */
    int inputs() {
        return InputCount.of(buffer, bodyStart, bodyEnd);
    }

    public String body() {
        return new String(buffer, bodyStart, bodyEnd - bodyStart, UTF_8);
    }

    private int headEnd() throws IOException {
        int scan = 0;
        while (true) {
            for (; scan + 3 < limit; scan++) {
                if (buffer[scan] == '\r' && buffer[scan + 1] == '\n' && buffer[scan + 2] == '\r') {
                    return scan + 4;
                }
            }
            if (!fill()) {
                return -1;
            }
        }
    }

    private void parse(String head) {
        String[] lines = head.split("\r\n");
        target = lines[0].split(" ")[1];
        contentLength = 0;
        chunked = false;
        for (String line : lines) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                contentLength = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:") && lower.endsWith("chunked")) {
                chunked = true;
            }
        }
    }

    // The chunks are moved together, so that the body is one range of bytes.
    private void readChunks() throws IOException {
        while (true) {
            int size = 0;
            need(position + 1);
            while (buffer[position] != '\r') {
                size = size * 16 + Character.digit(buffer[position++], 16);
                need(position + 1);
            }
            position += 2;
            need(position + size + 2);
            System.arraycopy(buffer, position, buffer, bodyEnd, size);
            bodyEnd += size;
            position += size + 2;
            if (size == 0) {
                return;
            }
        }
    }

    private void need(int count) throws IOException {
        while (limit < count) {
            if (!fill()) {
                throw new EOFException("the request was cut");
            }
        }
    }

    private boolean fill() throws IOException {
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, limit * 2);
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            return false;
        }
        limit += count;
        return true;
    }
}
