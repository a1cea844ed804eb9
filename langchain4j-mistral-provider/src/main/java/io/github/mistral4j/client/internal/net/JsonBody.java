package io.github.mistral4j.client.internal.net;

import io.github.mistral4j.client.internal.json.BodyBytes;
import io.github.mistral4j.client.internal.json.JsonContent;
import java.io.Closeable;
import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A JSON text, written out before it is sent so that its length is known. It is sent once, and its bytes are free then. */
public final class JsonBody extends RequestBody implements Closeable {

    private static final MediaType JSON = MediaType.get("application/json");

    private static final int PIECE = 8 * 1024;

    private final long length;
    private @Nullable BodyBytes json;

    public JsonBody(JsonContent content) {
        BodyBytes bytes = BodyBytes.of(content);
        this.json = bytes;
        this.length = bytes.size();
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        return length;
    }

    // Keeps OkHttp from sending it again by itself, after 408, 503, 407, 421 or a broken connection.
    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        BodyBytes unsent = json;
        if (unsent == null) {
            throw new ProtocolException("the body was sent before");
        }
        // A piece at a time, each of which is on its way before the next: Okio keeps eight segments, and makes more
        // anew each time.
        for (int start = 0; start < unsent.size(); start += PIECE) {
            sink.write(unsent.bytes(), start, Math.min(PIECE, unsent.size() - start));
        }
        close();
    }

    @Override
    public void close() {
        BodyBytes unsent = json;
        json = null;
        if (unsent != null) {
            unsent.release();
        }
    }
}
