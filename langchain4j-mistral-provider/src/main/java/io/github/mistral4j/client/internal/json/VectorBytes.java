package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The bytes of an answer on their way to a parser, which leaves the numbers of a vector to this class: a token for each of them takes
 * longer than the number. Whatever is no plain number, or no valid JSON, goes on to the parser, which is the judge of it.
 */
final class VectorBytes extends InputStream {

    private static final int SIZE = 8 * 1024;
    /** Jackson takes no longer ones. */
    private static final int LONGEST_NUMBER = 1_000;

    private final InputStream source;
    // One byte more than is ever filled, so that a number ends before the array does.
    private byte[] bytes = new byte[SIZE + 1];
    private int position;
    private int limit;
    private boolean ended;

    VectorBytes(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("the parser reads blocks");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (position == limit) {
            return source.read(target, offset, length);
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }

    /**
     * Reads the numbers of an array at whose beginning the parser stands. What the parser reads next is the end of that array, or the
     * element that is not among the numbers.
     *
     * @param expected how many there may be
     */
    float[] numbers(JsonParser parser, int expected) throws IOException {
        if (!takeBack(parser)) {
            return new float[0];
        }
        float[] numbers = new float[expected];
        int size = 0;
        int next = next();
        while (next == '-' || next >= '0' && next <= '9') {
            while (isCut()) {
                fill();
            }
            int end = endOfNumber();
            if (end < 0) {
                break;
            }
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = FloatText.parse(bytes, position, end - position);
            position = end;
            next = next();
            if (next == ']' || next < 0) {
                break;
            }
            position++;
            if (next != ',' || (next = next()) == ']') {
                throw new UnexpectedBodyException("an embedding is not valid JSON");
            }
        }
        return size == numbers.length ? numbers : Arrays.copyOf(numbers, size);
    }

    /** What the parser has read and not looked at; false where it reads another encoding and does not have the bytes. */
    private boolean takeBack(JsonParser parser) throws IOException {
        byte[] behind = Arrays.copyOfRange(bytes, position, limit);
        position = 0;
        limit = 0;
        int released = parser.releaseBuffered(new OutputStream() {
            @Override
            public void write(int b) {
                append(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] more, int offset, int length) {
                append(more, offset, length);
            }
        });
        append(behind, 0, behind.length);
        return released >= 0;
    }

    private void append(byte[] more, int offset, int length) {
        if (limit + length >= bytes.length) {
            bytes = Arrays.copyOf(bytes, limit + length + SIZE);
        }
        System.arraycopy(more, offset, bytes, limit, length);
        limit += length;
        bytes[limit] = 0;
    }

    /** The next byte that is no blank, left where it is; -1 at the end. */
    private int next() throws IOException {
        while (true) {
            while (position == limit) {
                if (ended) {
                    return -1;
                }
                fill();
            }
            byte b = bytes[position];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
            position++;
        }
    }

    private void fill() throws IOException {
        System.arraycopy(bytes, position, bytes, 0, limit - position);
        limit -= position;
        position = 0;
        int count = source.read(bytes, limit, bytes.length - 1 - limit);
        ended = count < 0;
        limit += Math.max(0, count);
        bytes[limit] = 0;
    }

    /** Whether the number at the position may go on behind what has been read. */
    private boolean isCut() {
        if (ended || limit - position > LONGEST_NUMBER) {
            return false;
        }
        int end = position;
        while (end < limit && bytes[end] > ' ' && bytes[end] != ',' && bytes[end] != ']') {
            end++;
        }
        return end == limit;
    }

    /** Where the number at the position ends; -1 where it is none, or a very long one. */
    private int endOfNumber() {
        int first = bytes[position] == '-' ? position + 1 : position;
        int end = endOfDigits(first);
        if (end == first || bytes[first] == '0' && end > first + 1) {
            return -1;
        }
        if (bytes[end] == '.') {
            int fraction = end + 1;
            end = endOfDigits(fraction);
            if (end == fraction) {
                return -1;
            }
        }
        if ((bytes[end] | 0x20) == 'e') {
            int exponent = bytes[end + 1] == '-' || bytes[end + 1] == '+' ? end + 2 : end + 1;
            end = endOfDigits(exponent);
            if (end == exponent) {
                return -1;
            }
        }
        return end - position > LONGEST_NUMBER ? -1 : end;
    }

    private int endOfDigits(int from) {
        int end = from;
        while (end < limit && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        return end;
    }
}
