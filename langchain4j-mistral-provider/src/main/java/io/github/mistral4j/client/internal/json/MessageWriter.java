package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.client.api.ToolCall;
import java.io.IOException;
import java.util.List;

final class MessageWriter {

    private MessageWriter() {}

    static void write(JsonGenerator json, Message message) throws IOException {
        json.writeStartObject();
        if (message instanceof Message.User user) {
            json.writeStringField("role", "user");
            content(json, user.content());
        } else if (message instanceof Message.Assistant assistant) {
            json.writeStringField("role", "assistant");
            if (assistant.content() != null) {
                content(json, assistant.content());
            }
            toolCalls(json, assistant.toolCalls());
            if (assistant.prefix()) {
                json.writeBooleanField("prefix", true);
            }
        } else if (message instanceof Message.Tool tool) {
            json.writeStringField("role", "tool");
            content(json, tool.content());
            json.writeStringField("tool_call_id", tool.toolCallId());
            JsonWriter.field(json, "name", tool.name());
        } else if (message instanceof Message.System system) {
            json.writeStringField("role", "system");
            content(json, system.content());
        }
        json.writeEndObject();
    }

    private static void toolCalls(JsonGenerator json, List<ToolCall> calls) throws IOException {
        if (calls.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tool_calls");
        for (int i = 0; i < calls.size(); i++) {
            ToolCall call = calls.get(i);
            json.writeStartObject();
            JsonWriter.field(json, "id", call.id());
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", call.name() == null ? "" : call.name());
            json.writeStringField("arguments", call.arguments());
            json.writeEndObject();
            json.writeNumberField("index", i);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void content(JsonGenerator json, MessageContent content) throws IOException {
        json.writeFieldName("content");
        if (content instanceof MessageContent.Text text) {
            json.writeString(text.text());
        } else if (content instanceof MessageContent.Parts parts) {
            parts(json, parts.parts());
        }
    }

    private static void parts(JsonGenerator json, List<ContentPart> parts) throws IOException {
        json.writeStartArray();
        for (ContentPart part : parts) {
            part(json, part);
        }
        json.writeEndArray();
    }

    private static void part(JsonGenerator json, ContentPart part) throws IOException {
        if (part instanceof ContentPart.Text text) {
            json.writeStartObject();
            json.writeStringField("type", "text");
            json.writeStringField("text", text.text());
            json.writeEndObject();
        } else {
            JsonTree.write(json, PartJson.write(part));
        }
    }
}
