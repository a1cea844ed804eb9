package io.github.mistral4j.client.internal.net;

import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import io.github.mistral4j.client.internal.limit.MemoryShare;
import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/** An answer that is read as a whole, as long as there is memory for it. */
final class WeighedSource extends ForwardingSource {

    private final AnswerWeight weight;
    private final MemoryShare share;
    private long bytes;
    private long beginnings;

    WeighedSource(Source body, AnswerWeight weight, MemoryShare share) {
        super(body);
        this.share = share;
        this.weight = weight;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long read = super.read(sink, byteCount);
        if (read > 0) {
            bytes += read;
            beginnings += beginnings(sink, read);
            if (!share.holds(weight.of(bytes, beginnings))) {
                throw new UnexpectedBodyException("the answer is too long for the memory that answers may take");
            }
        }
        return read;
    }

    // Of an element or a field, of an array, of an object.
    private static long beginnings(Buffer sink, long read) throws IOException {
        long count = 0;
        try (Buffer.UnsafeCursor cursor = sink.readUnsafe()) {
            for (int length = cursor.seek(sink.size() - read); length > 0; length = cursor.next()) {
                for (int i = cursor.start; i < cursor.end; i++) {
                    byte next = cursor.data[i];
                    count += next == ',' | next == '[' | next == '{' ? 1 : 0;
                }
            }
        }
        return count;
    }
}
