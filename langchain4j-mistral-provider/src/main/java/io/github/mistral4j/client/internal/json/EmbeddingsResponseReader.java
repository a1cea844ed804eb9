package io.github.mistral4j.client.internal.json;

import static io.github.mistral4j.client.internal.json.JsonRead.nextField;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import io.github.mistral4j.client.api.Usage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vectors, put in the order of the inputs by their {@code index}; null where the JSON object holds no vectors. */
final class EmbeddingsResponseReader {

    private final float[][] vectors;
    private int count;
    private int length;
    private int dimension = 1_024;

    EmbeddingsResponseReader(int inputs) {
        this.vectors = new float[inputs][];
    }

    @Nullable
    EmbeddingsResponse read(JsonParser parser, ErrorFields others) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        String id = null;
        String model = null;
        Usage usage = null;
        boolean data = false;
        while (nextField(parser)) {
            switch (parser.currentName()) {
                case "id" -> id = JsonRead.text(parser);
                case "model" -> model = JsonRead.text(parser);
                case "object" -> others.object(parser);
                case "usage" -> usage = UsageReader.read(parser);
                case "data" -> {
                    if (parser.currentToken() == JsonToken.START_ARRAY) {
                        data = true;
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            item(parser);
                        }
                    } else {
                        parser.skipChildren();
                    }
                }
                default -> others.keep(parser.currentName(), parser);
            }
        }
        if (!data || others.sayError()) {
            return null;
        }
        if (count != vectors.length) {
            throw new UnexpectedBodyException(
                    "the answer holds " + count + " vectors for " + vectors.length + " inputs");
        }
        return new EmbeddingsResponse(id, model, List.of(vectors), usage);
    }

    private void item(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new UnexpectedBodyException("an element of data is not an object");
        }
        Integer index = null;
        float[] vector = null;
        while (nextField(parser)) {
            switch (parser.currentName()) {
                case "index" -> index = JsonRead.integer(parser);
                case "embedding" -> vector = vector(parser);
                default -> parser.skipChildren();
            }
        }
        int place = index == null ? count : index;
        if (vector == null || vector.length == 0) {
            throw new UnexpectedBodyException("element " + count + " of data has no embedding");
        }
        if (place < 0 || place >= vectors.length) {
            throw new UnexpectedBodyException("index " + place + " for " + vectors.length + " inputs");
        }
        if (vectors[place] != null) {
            throw new UnexpectedBodyException("index " + place + " appears twice");
        }
        check(vector);
        vectors[place] = vector;
        count++;
    }

    private void check(float[] vector) throws UnexpectedBodyException {
        if (count > 0 && vector.length != length) {
            throw new UnexpectedBodyException(
                    "the answer holds vectors of " + length + " and of " + vector.length + " numbers");
        }
        length = vector.length;
        for (float number : vector) {
            if (!Float.isFinite(number)) {
                throw new UnexpectedBodyException("an embedding holds a number that is not finite");
            }
        }
    }

    private float @Nullable [] vector(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return decode(parser);
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return null;
        }
        float[] numbers = parser.getInputSource() instanceof VectorBytes source
                ? source.numbers(parser, dimension)
                : new float[0];
        int size = numbers.length;
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            if (!token.isNumeric()) {
                throw new UnexpectedBodyException("an embedding holds something other than numbers");
            }
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, Math.max(dimension, size * 2));
            }
            numbers[size++] = Float.parseFloat(parser.getText());
        }
        dimension = Math.max(size, 1);
        return size == numbers.length ? numbers : Arrays.copyOf(numbers, size);
    }

    // Not documented by Mistral, but servers behind gateways send it: little-endian 32-bit floats.
    private static float[] decode(JsonParser parser) throws IOException {
        byte[] bytes;
        try {
            bytes = parser.getBinaryValue();
        } catch (JsonProcessingException e) {
            throw new UnexpectedBodyException("an embedding is a string that is not base64");
        }
        if (bytes.length % Float.BYTES != 0) {
            throw new UnexpectedBodyException("a base64 embedding has " + bytes.length + " bytes, no multiple of 4");
        }
        float[] numbers = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
        return numbers;
    }
}
