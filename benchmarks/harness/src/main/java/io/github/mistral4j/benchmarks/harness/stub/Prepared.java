package io.github.mistral4j.benchmarks.harness.stub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of an answer as it goes over the wire.
 *
 * @param http1 for a connection of HTTP/1.1
 * @param direct the same outside the heap, for a socket without TLS
 * @param frames for a stream of HTTP/2
 */
public record Prepared(byte[] http1, ByteBuffer direct, List<Frame> frames) {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int END_STREAM = 1;

    private static final int END_HEADERS = 4;
    private static final int LONGEST_FRAME = 16_384;
    private static final String BLANK_LINE = "\r\n\r\n";

    /** A frame of HTTP/2 without the number of its stream. */
    record Frame(int type, int flags, byte[] bytes, int offset, int length) {}

    /** Of what HTTP/1.1 says: a head and what follows it, or further chunks of a body. */
    public static Prepared of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        boolean head = text.startsWith("HTTP/1.1 ");
        int body = head ? text.indexOf(BLANK_LINE) + BLANK_LINE.length() : 0;
        List<Frame> frames = new ArrayList<>();
        if (head) {
            byte[] block = headerBlock(text.substring(0, body).split("\r\n"));
            frames.add(new Frame(HEADERS, END_HEADERS, block, 0, block.length));
        }
        if (!head || text.substring(0, body).contains("chunked")) {
            addChunks(frames, bytes, body);
        } else {
            addData(frames, bytes, body, bytes.length);
            end(frames);
        }
        return new Prepared(bytes, direct, List.copyOf(frames));
    }

    // HPACK's static table has ":status 200" at 8 and "content-type" at 31; nothing is added to the dynamic one.
    private static byte[] headerBlock(String[] lines) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(8);
        text(block, lines[0].split(" ")[1]);
        for (String line : lines) {
            String value = line.substring(line.indexOf(' ') + 1);
            if (line.startsWith("Content-Type:")) {
                block.write(15);
                block.write(31 - 15);
                text(block, value);
            } else if (line.startsWith("mistral-")) {
                block.write(0);
                text(block, line.substring(0, line.indexOf(':')));
                text(block, value);
            }
        }
        return block.toByteArray();
    }

    private static void text(ByteArrayOutputStream block, String text) {
        block.write(text.length());
        block.writeBytes(text.getBytes(ISO_8859_1));
    }

    private static void addChunks(List<Frame> frames, byte[] bytes, int from) {
        for (int position = from; position < bytes.length; position += 2) {
            int size = 0;
            for (; bytes[position] != '\r'; position++) {
                size = size * 16 + Character.digit(bytes[position], 16);
            }
            position += 2;
            addData(frames, bytes, position, position + size);
            position += size;
            if (size == 0) {
                end(frames);
            }
        }
    }

    private static void addData(List<Frame> frames, byte[] bytes, int from, int to) {
        for (int start = from; start < to; start += LONGEST_FRAME) {
            frames.add(new Frame(DATA, 0, bytes, start, Math.min(LONGEST_FRAME, to - start)));
        }
    }

    // In a frame of its own, as proxies do that hand on what they get.
    private static void end(List<Frame> frames) {
        frames.add(new Frame(DATA, END_STREAM, new byte[0], 0, 0));
    }
}
