package io.github.mistral4j.client.internal.json;

import static io.github.mistral4j.client.internal.json.JsonRead.nextField;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.ToolCall;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code tool_calls}, whole or in fragments. */
final class ToolCallReader {

    private @Nullable Integer index;
    private @Nullable String id;
    private @Nullable String name;
    private String arguments = "";

    private ToolCallReader() {}

    static List<ToolCall> read(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return List.of(call(parser));
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return List.of();
        }
        List<ToolCall> calls = new ArrayList<>(2);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                calls.add(call(parser));
            } else {
                parser.skipChildren();
            }
        }
        return calls;
    }

    private static ToolCall call(JsonParser parser) throws IOException {
        ToolCallReader call = new ToolCallReader();
        call.fields(parser);
        return new ToolCall(known(call.id), call.name, call.arguments, call.index);
    }

    // Some servers have name and arguments beside the id, without "function" around them.
    private void fields(JsonParser parser) throws IOException {
        while (nextField(parser)) {
            switch (parser.currentName()) {
                case "index" -> index = JsonRead.integer(parser);
                case "id" -> id = JsonRead.text(parser);
                case "name" -> {
                    String text = JsonRead.text(parser);
                    name = text == null || text.isEmpty() ? name : text;
                }
                case "arguments" -> arguments = arguments(parser);
                case "function" -> {
                    if (parser.currentToken() == JsonToken.START_OBJECT) {
                        fields(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
                default -> parser.skipChildren();
            }
        }
    }

    // Servers without an id for a call send the word "null".
    private static @Nullable String known(@Nullable String id) {
        return id == null || id.isEmpty() || id.equals("null") ? null : id;
    }

    // The API allows the arguments as a JSON object as well as JSON text in a string.
    private static String arguments(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (!token.isStructStart()) {
            return token == JsonToken.VALUE_NULL ? "" : parser.getText();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
            json.copyCurrentStructureExact(parser);
        }
        return text.toString();
    }
}
