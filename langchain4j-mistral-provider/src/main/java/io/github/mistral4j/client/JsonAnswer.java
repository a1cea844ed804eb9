package io.github.mistral4j.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * A body that is to be one JSON value.
 *
 * @param promised what it should be, for messages
 */
record JsonAnswer<T>(String promised, Reader<T> reader) implements BodyHandler<MistralResponse<T>> {

    /** Reads from the value's first token; null when it is not what was promised. */
    interface Reader<T> {
        @Nullable
        T read(JsonParser parser, ErrorFields others) throws IOException;
    }

    private static final byte BYTE_ORDER_MARK = (byte) 0xEF;

    @Override
    public MistralResponse<T> read(BufferedSource body, ResponseInfo info, Redaction redaction) throws IOException {
        if (!isJson(body)) {
            throw new UnexpectedBodyException("the answer is not " + promised + ": "
                    + ErrorParser.unreadable(info.status(), info.contentType()).message());
        }
        ErrorFields others = new ErrorFields();
        try (JsonParser parser = Json.FACTORY.createParser(body.inputStream())) {
            JsonToken first = parser.nextToken();
            T result = first != null && first.isStructStart() ? reader.read(parser, others) : null;
            if (result != null) {
                return new MistralResponse<>(result, info);
            }
        }
        ApiError error = others.error(redaction);
        throw new MistralResponseException(
                "the answer is not " + promised + (error == null ? "" : ": " + error.message()), info, error);
    }

    private static boolean isJson(BufferedSource body) throws IOException {
        while (body.request(1)) {
            byte first = body.getBuffer().getByte(0);
            if (first != '\n' && first != '\r' && first != ' ' && first != '\t') {
                return first == '{' || first == '[' || first == BYTE_ORDER_MARK;
            }
            body.skip(1);
        }
        return false;
    }
}
