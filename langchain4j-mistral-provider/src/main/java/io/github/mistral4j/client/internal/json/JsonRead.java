package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value at the parser's current token; one of another type than asked for is passed over and reads as null, but for a
 * number in a string.
 */
final class JsonRead {

    private JsonRead() {}

    static @Nullable String text(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING || token.isNumeric() || token.isBoolean()) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    static @Nullable Integer integer(JsonParser parser) throws IOException {
        Long value = number(parser);
        return value == null ? null : (Integer) (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }

    static @Nullable Long number(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? (Long) Long.MAX_VALUE
                    : (Long) parser.getLongValue();
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return (long) parser.getDoubleValue();
        }
        if (token == JsonToken.VALUE_STRING) {
            return number(parser.getText());
        }
        parser.skipChildren();
        return null;
    }

    private static @Nullable Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Boolean bool(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isBoolean()) {
            return token == JsonToken.VALUE_TRUE;
        }
        parser.skipChildren();
        return null;
    }

    /** Moves to the value of the next field of an object; false at the object's end. */
    static boolean nextField(JsonParser parser) throws IOException {
        if (parser.nextFieldName() == null) {
            return false;
        }
        parser.nextToken();
        return true;
    }
}
