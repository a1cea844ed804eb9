package io.github.mistral4j.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import mockwebserver3.MockResponseBody;
import okio.Buffer;
import okio.BufferedSink;

/** A body in chunked transfer coding that sends each frame on its own, with a pause before each but the first. */
public record EventStreamBody(List<String> frames, Duration pause) implements MockResponseBody {

    public EventStreamBody {
        frames = List.copyOf(frames);
    }

    @Override
    public long getContentLength() {
        return -1;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        for (int i = 0; i < frames.size(); i++) {
            if (i > 0) {
                LockSupport.parkNanos(pause.toNanos());
            }
            Buffer frame = new Buffer().writeUtf8(frames.get(i));
            sink.writeHexadecimalUnsignedLong(frame.size());
            sink.writeUtf8("\r\n");
            sink.writeAll(frame);
            sink.writeUtf8("\r\n");
            sink.flush();
        }
        // The server itself adds the line that ends the trailers.
        sink.writeUtf8("0\r\n");
        sink.flush();
    }
}
