package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.MessageContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Content of any shape. */
final class ContentReader {

    private ContentReader() {}

    static @Nullable MessageContent read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> MessageContent.text(parser.getText());
            case START_ARRAY -> MessageContent.parts(parts(parser));
            case START_OBJECT -> MessageContent.parts(List.of(PartJson.read(JsonTree.readObject(parser))));
            case VALUE_NULL -> null;
            default -> throw unexpected(parser);
        };
    }

    static List<ContentPart> parts(JsonParser parser) throws IOException {
        List<ContentPart> parts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                parts.add(PartJson.read(JsonTree.readObject(parser)));
            } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
                parts.add(new ContentPart.Text(parser.getText()));
            } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
                throw unexpected(parser);
            }
        }
        return parts;
    }

    // What cannot be read may be a part of the answer, which would be wrong without it.
    static UnexpectedBodyException unexpected(JsonParser parser) {
        return new UnexpectedBodyException("the content of the answer holds a "
                + (parser.currentToken().isNumeric()
                        ? "number"
                        : parser.currentToken().isBoolean() ? "boolean" : "list")
                + " where text or a part should be");
    }
}
