package io.github.mistral4j.benchmarks.limit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import okio.BufferedSource;

/** The data of the events of a stream, one after the other, until {@code [DONE]}; never waits for the event behind. */
final class EventData extends InputStream {

    private static final int DATA = "data: ".length();

    private final BufferedSource source;
    private long left;

    EventData(BufferedSource source) {
        this.source = source;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (left == 0) {
            long line = source.indexOf((byte) '\n');
            if (line < 0) {
                throw new EOFException("no [DONE]");
            }
            if (line == 0) {
                source.skip(1);
                continue;
            }
            source.skip(DATA);
            left = line - DATA;
            if (source.getBuffer().getByte(0) == '[') {
                source.skip(left);
                while (!source.exhausted()) {
                    source.skip(source.getBuffer().size());
                }
                return -1;
            }
        }
        int count = source.read(target, offset, (int) Math.min(length, left));
        left -= count;
        return count;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException();
    }
}
