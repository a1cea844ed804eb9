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
 * would make most of its own anew for each request.
 */
public final class BodyBytes extends OutputStream {

    private static final int FIRST_SIZE = 16 * 1024;
    private static final int LARGEST_KEPT = 512 * 1024;
    private static final int MOST_KEPT = 32;
    private static final Queue<byte[]> FREE = new ArrayBlockingQueue<>(MOST_KEPT);

    private byte[] bytes;
    private int size;

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
