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
        try (JsonGenerator generator = new WellFormedGenerator(Json.FACTORY.createGenerator(target))) {
            content.write(generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target;
    }

    BodyBytes() {
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

    void clear() {
        size = 0;
    }

    /** Writes a text as it stands between the quotes of JSON; U+FFFD for half a surrogate pair. */
    void writeEscaped(String text) {
        if (block == NONE) {
            block = new char[BLOCK];
        }
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(text.length(), start + block.length);
            text.getChars(start, end, block, 0);
            grow(LONGEST_ESCAPE * (end - start));
            start = isAscii(block, end - start) ? ascii(text, start, end) : unicode(text, start, end);
        }
    }

    // Eight at a time, here and below, costs less than half.
    private static boolean isAscii(char[] chars, int length) {
        int any = 0;
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            any |= chars[i] | chars[i + 1] | chars[i + 2] | chars[i + 3];
            any |= chars[i + 4] | chars[i + 5] | chars[i + 6] | chars[i + 7];
        }
        for (; i < length; i++) {
            any |= chars[i];
        }
        return any < 0x80;
    }

    /** Copies up to what has to be escaped, and again from there. */
    @SuppressWarnings("deprecation") // It takes the lower byte of each character, and ASCII has no other.
    private int ascii(String text, int start, int end) {
        int from = start;
        while (from < end) {
            text.getBytes(from, end, bytes, size);
            int plain = plain(end - from);
            size += plain;
            from += plain;
            if (from < end) {
                one(text.charAt(from++));
            }
        }
        return end;
    }

    /** How many of the bytes that were just copied stand for themselves. */
    private int plain(int length) {
        byte[] b = bytes;
        int i = size;
        int end = size + length;
        for (; i + 8 <= end; i += 8) {
            int any = ESCAPES[b[i]] | ESCAPES[b[i + 1]] | ESCAPES[b[i + 2]] | ESCAPES[b[i + 3]];
            any |= ESCAPES[b[i + 4]] | ESCAPES[b[i + 5]] | ESCAPES[b[i + 6]] | ESCAPES[b[i + 7]];
            if (any != 0) {
                break;
            }
        }
        while (i < end && ESCAPES[b[i]] == 0) {
            i++;
        }
        return i - size;
    }

    /** Ends behind the last character, which may be the second half of a pair. */
    private int unicode(String text, int start, int end) {
        int i = start;
        while (i < end) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            one(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? REPLACEMENT : point);
        }
        return i;
    }

    private void one(int point) {
        if (point < 0x80) {
            escape(point);
        } else if (point < 0x800) {
            put(0xC0 | point >> 6);
            put(0x80 | point & 0x3F);
        } else {
            if (point < 0x10000) {
                put(0xE0 | point >> 12);
            } else {
                put(0xF0 | point >> 18);
                put(0x80 | point >> 12 & 0x3F);
            }
            put(0x80 | point >> 6 & 0x3F);
            put(0x80 | point & 0x3F);
        }
    }

    private void escape(int c) {
        byte escape = ESCAPES[c];
        if (escape == 0) {
            put(c);
            return;
        }
        put('\\');
        put(escape);
        if (escape == 'u') {
            put('0');
            put('0');
            put(HEX[c >> 4]);
            put(HEX[c & 0xF]);
        }
    }

    private void put(int b) {
        bytes[size++] = (byte) b;
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
