package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a body that is to be one JSON value, from the value's first token; null when it is not what was promised. */
public interface AnswerReader<T> {

    static AnswerReader<ChatCompletionResponse> chat() {
        return ChatResponseReader::read;
    }

    /** Embeddings of so many inputs. */
    static AnswerReader<EmbeddingsResponse> embeddings(int inputs) {
        return new AnswerReader<>() {
            @Override
            public @Nullable EmbeddingsResponse read(JsonParser parser, ErrorFields others) throws IOException {
                return new EmbeddingsResponseReader(inputs).read(parser, others);
            }

            @Override
            public @Nullable EmbeddingsResponse read(InputStream body, ErrorFields others) throws IOException {
                return AnswerReader.super.read(new VectorBytes(body), others);
            }
        };
    }

    /** What an answer of some kind is made from. */
    interface FromTree<T> {

        /**
         * Null where the object is no answer of the kind.
         *
         * @throws UnexpectedBodyException where it is a broken one
         */
        @Nullable
        T of(Map<String, @Nullable Object> object) throws UnexpectedBodyException;
    }

    /** An answer that is read as a map first. */
    static <T> AnswerReader<T> tree(FromTree<T> from) {
        return (parser, others) -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Map<String, @Nullable Object> body = JsonTree.readObject(parser);
            T answer = JsonTree.isError(body) ? null : from.of(body);
            if (answer == null) {
                others.keepAll(body);
            }
            return answer;
        };
    }

    /** The same; a bare array is taken for the {@code data} of a list, as in the API's published example. */
    static <T> AnswerReader<T> listTree(FromTree<T> from) {
        AnswerReader<T> object = tree(from);
        return (parser, others) -> parser.currentToken() == JsonToken.START_ARRAY
                ? from.of(Map.of("data", JsonTree.readArray(parser)))
                : object.read(parser, others);
    }

    /** An answer that came as a part of something else; null when it is not what was promised. */
    default @Nullable T of(Map<String, @Nullable Object> object) throws IOException {
        BodyBytes bytes = BodyBytes.of(json -> JsonTree.write(json, object));
        try {
            return read(new ByteArrayInputStream(bytes.bytes(), 0, bytes.size()), new ErrorFields());
        } finally {
            bytes.release();
        }
    }

    @Nullable
    T read(JsonParser parser, ErrorFields others) throws IOException;

    default @Nullable T read(InputStream body, ErrorFields others) throws IOException {
        // The exchange closes the body, once its end has come.
        try (JsonParser parser = Json.FACTORY.createParser(body).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            JsonToken first = parser.nextToken();
            return first != null && first.isStructStart() ? read(parser, others) : null;
        }
    }
}
