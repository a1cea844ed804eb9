package io.github.mistral4j.client.internal.endpoints;

import static io.github.mistral4j.client.internal.json.JsonWriter.field;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FunctionTool;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.client.api.ResponseFormat;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.ToolChoice;
import io.github.mistral4j.client.internal.json.JsonContent;
import io.github.mistral4j.client.internal.json.JsonTree;
import io.github.mistral4j.client.internal.json.JsonWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chat request as the body of {@code /responses}: items in place of messages, flat tools. */
public final class ResponsesRequest {

    private ResponsesRequest() {}

    public static JsonContent body(ChatCompletionRequest request, boolean stream) {
        return json -> write(json, request, stream);
    }

    private static void write(JsonGenerator json, ChatCompletionRequest request, boolean stream) throws IOException {
        json.writeStartObject();
        counted(json, request);
        // Said also where it is the default: some gateways stream unless told otherwise.
        json.writeBooleanField("stream", stream);
        // Other servers of this API keep the conversation unless told not to.
        json.writeBooleanField("store", false);
        field(json, "max_output_tokens", request.maxTokens());
        field(json, "temperature", request.temperature());
        field(json, "top_p", request.topP());
        field(json, "metadata", request.metadata());
        field(json, "prompt_cache_key", request.promptCacheKey());
        JsonWriter.extra(json, request.extra());
        json.writeEndObject();
    }

    /** The body of {@code /responses/input_tokens}. */
    public static JsonContent countBody(ChatCompletionRequest request) {
        return json -> {
            json.writeStartObject();
            counted(json, request);
            json.writeEndObject();
        };
    }

    private static void counted(JsonGenerator json, ChatCompletionRequest request) throws IOException {
        json.writeStringField("model", request.model());
        List<Message> messages = request.messages();
        boolean instructed = !messages.isEmpty()
                && messages.get(0) instanceof Message.System system
                && system.content() instanceof MessageContent.Text;
        if (instructed) {
            json.writeStringField("instructions", text(((Message.System) messages.get(0)).content()));
        }
        json.writeArrayFieldStart("input");
        for (Message message : instructed ? messages.subList(1, messages.size()) : messages) {
            items(json, message);
        }
        json.writeEndArray();
        tools(json, request.tools());
        toolChoice(json, request.toolChoice());
        field(json, "parallel_tool_calls", request.parallelToolCalls());
        if (request.reasoningEffort() != null) {
            json.writeObjectFieldStart("reasoning");
            json.writeStringField("effort", request.reasoningEffort());
            json.writeEndObject();
        }
        format(json, request.responseFormat());
    }

    private static void items(JsonGenerator json, Message message) throws IOException {
        if (message instanceof Message.System system) {
            message(json, "system", system.content());
        } else if (message instanceof Message.User user) {
            message(json, "user", user.content());
        } else if (message instanceof Message.Assistant assistant) {
            reasoning(json, assistant.content());
            String text = assistant.content() == null ? "" : text(assistant.content());
            if (!text.isEmpty()) {
                message(json, "assistant", MessageContent.text(text));
            }
            for (ToolCall call : assistant.toolCalls()) {
                json.writeStartObject();
                json.writeStringField("type", "function_call");
                field(json, "call_id", call.id());
                json.writeStringField("name", call.name() == null ? "" : call.name());
                json.writeStringField("arguments", call.arguments());
                json.writeEndObject();
            }
        } else if (message instanceof Message.Tool tool) {
            json.writeStartObject();
            json.writeStringField("type", "function_call_output");
            json.writeStringField("call_id", tool.toolCallId());
            json.writeFieldName("output");
            content(json, tool.content());
            json.writeEndObject();
        }
    }

    private static void message(JsonGenerator json, String role, MessageContent content) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role);
        json.writeFieldName("content");
        content(json, content);
        json.writeEndObject();
    }

    /** The items that an earlier answer brought; thinking of other origin has no id and is left out. */
    private static void reasoning(JsonGenerator json, @Nullable MessageContent content) throws IOException {
        if (content instanceof MessageContent.Parts parts) {
            for (ContentPart part : parts.parts()) {
                if (part instanceof ContentPart.Thinking thinking) {
                    for (ContentPart item : thinking.thinking()) {
                        if (item instanceof ContentPart.Unknown unknown
                                && unknown.type().equals("reasoning")) {
                            JsonTree.write(json, unknown.fields());
                        }
                    }
                }
            }
        }
    }

    private static String text(MessageContent content) {
        if (content instanceof MessageContent.Text text) {
            return text.text();
        }
        StringBuilder joined = new StringBuilder();
        for (ContentPart part : ((MessageContent.Parts) content).parts()) {
            if (part instanceof ContentPart.Text text) {
                joined.append(text.text());
            }
        }
        return joined.toString();
    }

    private static void content(JsonGenerator json, MessageContent content) throws IOException {
        if (content instanceof MessageContent.Text text) {
            json.writeString(text.text());
            return;
        }
        json.writeStartArray();
        for (ContentPart part : ((MessageContent.Parts) content).parts()) {
            json.writeStartObject();
            if (part instanceof ContentPart.Text text) {
                json.writeStringField("type", "input_text");
                json.writeStringField("text", text.text());
            } else if (part instanceof ContentPart.ImageUrl image) {
                json.writeStringField("type", "input_image");
                json.writeStringField("detail", image.detail() == null ? "auto" : image.detail());
                json.writeStringField("image_url", image.url());
            } else if (part instanceof ContentPart.DocumentUrl document) {
                json.writeStringField("type", "input_file");
                json.writeStringField(document.url().startsWith("data:") ? "file_data" : "file_url", document.url());
                field(json, "filename", document.name());
            } else if (part instanceof ContentPart.File file) {
                json.writeStringField("type", "input_file");
                json.writeStringField("file_id", file.fileId());
            } else {
                throw new IllegalArgumentException(
                        "a part of type " + part.getClass().getSimpleName()
                                + " cannot be sent to /responses; text, images, documents and files can");
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void tools(JsonGenerator json, List<FunctionTool> tools) throws IOException {
        if (tools.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tools");
        for (FunctionTool tool : tools) {
            json.writeStartObject();
            json.writeStringField("type", "function");
            json.writeStringField("name", tool.name());
            field(json, "description", tool.description());
            field(json, "strict", tool.strict());
            json.writeFieldName("parameters");
            JsonTree.write(json, tool.parameters());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void toolChoice(JsonGenerator json, @Nullable ToolChoice choice) throws IOException {
        if (choice instanceof ToolChoice.Mode mode) {
            json.writeStringField("tool_choice", mode.equals(ToolChoice.ANY) ? "required" : mode.value());
        } else if (choice instanceof ToolChoice.Function function) {
            json.writeObjectFieldStart("tool_choice");
            json.writeStringField("type", "function");
            json.writeStringField("name", function.name());
            json.writeEndObject();
        }
    }

    private static void format(JsonGenerator json, @Nullable ResponseFormat format) throws IOException {
        if (format == null) {
            return;
        }
        json.writeObjectFieldStart("text");
        json.writeObjectFieldStart("format");
        if (format instanceof ResponseFormat.JsonSchema schema) {
            json.writeStringField("type", "json_schema");
            json.writeStringField("name", schema.name());
            field(json, "description", schema.description());
            json.writeFieldName("schema");
            JsonTree.write(json, schema.schema());
            json.writeBooleanField("strict", schema.strict());
        } else {
            json.writeStringField("type", format instanceof ResponseFormat.JsonObject ? "json_object" : "text");
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
