package io.github.mistral4j.benchmarks.limit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.benchmarks.harness.Samples;
import io.github.mistral4j.benchmarks.harness.StreamSink;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Takes out of an answer what is asked for and checks nothing. */
final class Parsing {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Parsing() {}

    static String content(InputStream json) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            String content = content(parser);
            while (parser.nextToken() != null) {}
            if (content == null) {
                throw new EOFException("no content");
            }
            return content;
        }
    }

    private static @Nullable String content(JsonParser parser) throws IOException {
        JsonToken token;
        while ((token = parser.nextToken()) != null) {
            if (token == JsonToken.FIELD_NAME && parser.currentName().equals("content")) {
                return parser.nextTextValue();
            }
        }
        return null;
    }

    static void stream(BufferedSource source, StreamSink sink) throws IOException {
        try (JsonParser parser = FACTORY.createParser(new EventData(source))) {
            String content;
            while ((content = content(parser)) != null) {
                sink.token(content);
            }
            sink.done();
        }
    }

    static List<float[]> vectors(InputStream json, int count) throws IOException {
        List<float[]> vectors = new ArrayList<>(count);
        try (JsonParser parser = FACTORY.createParser(json)) {
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("embedding")) {
                    vectors.add(parser.nextToken() == JsonToken.START_ARRAY ? numbers(parser) : base64(parser));
                }
            }
        }
        return vectors;
    }

    private static float[] numbers(JsonParser parser) throws IOException {
        float[] vector = new float[Samples.DIMENSION];
        int size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            vector[size++] = Decimal.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
        return vector;
    }

    private static float[] base64(JsonParser parser) throws IOException {
        float[] vector = new float[Samples.DIMENSION];
        ByteBuffer.wrap(parser.getBinaryValue())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(vector);
        return vector;
    }
}
