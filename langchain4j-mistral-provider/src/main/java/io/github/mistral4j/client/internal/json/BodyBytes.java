package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * A growing array of bytes that is used again for another body. Okio keeps eight segments to itself, so a long conversation
 * would make most of its own anew for each request. Texts are escaped here, since one character after the other takes Jackson
 * most of the time of a long request.
 */
public final class BodyBytes extends OutputStream {

    private static final int FIRST_SIZE = 16 * 1024;
    private static final int LARGEST_KEPT = 512 * 1024;
    private static final int MOST_KEPT = 32;
    private static final Queue<byte[]> FREE = new ArrayBlockingQueue<>(MOST_KEPT);

    private static final char[] NONE = {};
    private static final int BLOCK = 256;
    private static final int GROUP = 8;
    private static final int LONGEST_ESCAPE = 6;
    private static final int REPLACEMENT = 0xFFFD;
    /** For each character of ASCII what stands behind the backslash, 0 where it stands for itself. */
    private static final byte[] ESCAPES = escapes();

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    private byte[] bytes;
    private int size;
    private char[] block = NONE;

    /** What a request's body holds. */
    public static BodyBytes of(JsonContent content) {
        BodyBytes target = new BodyBytes();
        try (JsonGenerator generator = new WellFormedGenerator(Json.FACTORY.createGenerator(target), target)) {
            content.write(generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target;
    }

    private BodyBytes() {
        byte[] free = FREE.poll();
        bytes = free == null ? new byte[FIRST_SIZE] : free;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    @Override
    public void write(int b) {
        grow(1);
        bytes[size++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        grow(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    private void grow(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            int doubled = bytes.length > Integer.MAX_VALUE / 2 ? needed : bytes.length * 2;
            bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
        }
    }

    /** Writes a text as it stands between the quotes of JSON; U+FFFD for half a surrogate pair. */
    void writeEscaped(String text) {
        if (block == NONE) {
            block = new char[BLOCK];
        }
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(text.length(), start + BLOCK);
            text.getChars(start, end, block, 0);
            grow(LONGEST_ESCAPE * BLOCK);
            start += writeBlock(text, start, end - start);
        }
    }

    /** Returns one more than the length when the last character is the first half of a pair. */
    private int writeBlock(String text, int start, int length) {
        int i = 0;
        while (i < length) {
            i = copyPlain(i, length);
            i = encode(text, start, i, Math.min(length, i + GROUP));
        }
        return i;
    }

    /** Copies groups of characters that stand for themselves in JSON, a byte each. */
    private int copyPlain(int from, int length) {
        char[] c = block;
        byte[] b = bytes;
        int i = from;
        int o = size;
        for (; i + GROUP <= length; i += GROUP, o += GROUP) {
            int any = c[i] | c[i + 1] | c[i + 2] | c[i + 3] | c[i + 4] | c[i + 5] | c[i + 6] | c[i + 7];
            if (any >= ESCAPES.length) {
                break;
            }
            int escapes = ESCAPES[c[i]] | ESCAPES[c[i + 1]] | ESCAPES[c[i + 2]] | ESCAPES[c[i + 3]];
            escapes |= ESCAPES[c[i + 4]] | ESCAPES[c[i + 5]] | ESCAPES[c[i + 6]] | ESCAPES[c[i + 7]];
            if (escapes != 0) {
                break;
            }
            for (int k = 0; k < GROUP; k++) {
                b[o + k] = (byte) c[i + k];
            }
        }
        size = o;
        return i;
    }

    /** One after the other. */
    private int encode(String text, int start, int from, int to) {
        byte[] b = bytes;
        int o = size;
        int i = from;
        for (; i < to; i++) {
            char c = block[i];
            if (c < 0x80 && ESCAPES[c] == 0) {
                b[o++] = (byte) c;
            } else if (c < 0x80) {
                o = escape(c, b, o);
            } else if (c < 0x800) {
                b[o++] = (byte) (0xC0 | c >> 6);
                b[o++] = (byte) (0x80 | c & 0x3F);
            } else {
                int point = Character.isSurrogate(c) ? text.codePointAt(start + i) : c;
                if (point > 0xFFFF) {
                    i++;
                    b[o++] = (byte) (0xF0 | point >> 18);
                    b[o++] = (byte) (0x80 | point >> 12 & 0x3F);
                } else {
                    point = Character.isSurrogate(c) ? REPLACEMENT : c;
                    b[o++] = (byte) (0xE0 | point >> 12);
                }
                b[o++] = (byte) (0x80 | point >> 6 & 0x3F);
                b[o++] = (byte) (0x80 | point & 0x3F);
            }
        }
        size = o;
        return i;
    }

    private static int escape(char c, byte[] b, int at) {
        int o = at;
        b[o++] = '\\';
        b[o++] = ESCAPES[c];
        if (ESCAPES[c] == 'u') {
            b[o++] = '0';
            b[o++] = '0';
            b[o++] = HEX[c >> 4];
            b[o++] = HEX[c & 0xF];
        }
        return o;
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[0x80];
        Arrays.fill(escapes, 0, ' ', (byte) 'u');
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        escapes['\b'] = 'b';
        escapes['\f'] = 'f';
        escapes['\n'] = 'n';
        escapes['\r'] = 'r';
        escapes['\t'] = 't';
        return escapes;
    }

    /** Gives the array away; nothing may be read or written after this. */
    public void release() {
        byte[] done = bytes;
        bytes = new byte[0];
        size = 0;
        if (done.length >= FIRST_SIZE && done.length <= LARGEST_KEPT) {
            FREE.offer(done);
        }
    }
}
