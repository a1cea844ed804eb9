package io.github.mistral4j.client;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;

/** A JSON text written straight into the segments that go to the socket. */
final class JsonBody extends RequestBody {

    private static final MediaType JSON = MediaType.get("application/json");

    private final Buffer json = new Buffer();
    private final long length;

    JsonBody(JsonContent content) {
        try {
            write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.length = json.size();
    }

    private void write(JsonContent content) throws IOException {
        try (JsonGenerator generator = new WellFormedGenerator(Json.FACTORY.createGenerator(json.outputStream()))) {
            content.write(generator);
        }
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
        sink.write(json, json.size());
    }
}
