package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.MessageContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Content of any shape. */
final class ContentReader {

    private ContentReader() {}

    static @Nullable MessageContent read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> MessageContent.text(parser.getText());
            case START_ARRAY -> MessageContent.parts(parts(parser));
            case START_OBJECT -> MessageContent.parts(List.of(onePart(parser)));
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
                parts.add(new ContentPart.Unknown("", Collections.singletonMap("value", JsonTree.read(parser))));
            }
        }
        return parts;
    }

    /** A part in place of a list of them. */
    static ContentPart onePart(JsonParser parser) throws IOException {
        ContentPart part = PartJson.read(JsonTree.readObject(parser));
        if (part instanceof ContentPart.Unknown unknown && unknown.type().isEmpty()) {
            throw new UnexpectedBodyException("the content of the answer is an object without a type");
        }
        return part;
    }

    // The answer would be wrong without it.
    static UnexpectedBodyException unexpected(JsonParser parser) {
        return new UnexpectedBodyException("the content of the answer is a "
                + (parser.currentToken().isNumeric() ? "number" : "boolean") + ", neither text nor parts");
    }
}
