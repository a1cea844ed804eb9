package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.json.AnswerReader;
import io.github.mistral4j.client.internal.json.ErrorFields;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import java.io.IOException;
import java.util.Map;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * A body that is to be one JSON value.
 *
 * @param promised what it should be, for messages
 */
record JsonAnswer<T>(String promised, AnswerReader<T> reader) implements BodyHandler<MistralResponse<T>> {

    private static final byte BYTE_ORDER_MARK = (byte) 0xEF;

    @Override
    public MistralResponse<T> read(BufferedSource body, ResponseInfo info, Redaction redaction) throws IOException {
        if (!isJson(body)) {
            throw new UnexpectedBodyException("the answer is not " + promised + ": "
                    + ErrorParser.unreadable(info.status(), info.contentType()).message());
        }
        ErrorFields others = new ErrorFields();
        T result = reader.read(body.inputStream(), others);
        if (result != null) {
            return new MistralResponse<>(result, info);
        }
        Map<String, @Nullable Object> found = others.found();
        ApiError error = found == null ? null : ErrorParser.of(found, redaction);
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
