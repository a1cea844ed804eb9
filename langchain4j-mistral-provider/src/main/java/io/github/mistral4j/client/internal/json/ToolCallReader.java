package io.github.mistral4j.client.internal.json;

import static io.github.mistral4j.client.internal.json.JsonRead.nextField;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
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
    private boolean more;

    private ToolCallReader() {}

    /**
     * A list of calls, one call in place of it, or either as JSON text in a string.
     *
     * @throws UnexpectedBodyException where it is something else: without its calls an answer would be another one
     */
    private static List<ToolCall> read(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        List<ToolCall> calls = new ArrayList<>(2);
        add(parser, calls);
        return calls;
    }

    /** Those that were read before, unless there are some now: servers say the same twice, or nothing the second time. */
    static List<ToolCall> read(JsonParser parser, List<ToolCall> before) throws IOException {
        boolean legacy = parser.currentName().equals("function_call");
        List<ToolCall> calls = read(parser);
        return calls.isEmpty() || legacy && !before.isEmpty() ? before : calls;
    }

    private static void add(JsonParser parser, List<ToolCall> calls) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> calls.add(call(parser));
            case START_ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    add(parser, calls);
                }
            }
            case VALUE_STRING -> inText(parser.getText(), inner -> add(inner, calls));
            case VALUE_NULL, VALUE_FALSE -> {}
            default -> throw unreadable();
        }
    }

    private interface Reading {
        void of(JsonParser parser) throws IOException;
    }

    private static void inText(String text, Reading reading) throws IOException {
        try (JsonParser inner = Json.FACTORY.createParser(text)) {
            if (inner.nextToken() != null) {
                reading.of(inner);
            }
        } catch (JsonProcessingException e) {
            throw unreadable();
        }
    }

    private static UnexpectedBodyException unreadable() {
        return new UnexpectedBodyException("the tool calls of the answer cannot be read");
    }

    private static ToolCall call(JsonParser parser) throws IOException {
        ToolCallReader call = new ToolCallReader();
        call.fields(parser);
        if (call.more && call.id == null && call.name == null && call.arguments.isEmpty()) {
            throw unreadable();
        }
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
                case "arguments", "parameters" -> {
                    if (arguments.isEmpty()) {
                        arguments = arguments(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
                case "function" -> function(parser);
                case "type" -> parser.skipChildren();
                default -> more |= JsonTree.isMeaningful(JsonTree.read(parser));
            }
        }
    }

    private void function(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            fields(parser);
        } else if (parser.currentToken() == JsonToken.VALUE_STRING
                && parser.getText().startsWith("{")) {
            inText(parser.getText(), this::fields);
        } else {
            String text = JsonRead.text(parser);
            name = text == null || text.isEmpty() ? name : text;
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
