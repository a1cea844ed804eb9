package io.github.mistral4j.core036;

import dev.langchain4j.agent.tool.ToolParameters;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElementHelper;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.FunctionTool;
import io.github.mistral4j.client.api.ResponseFormat;
import io.github.mistral4j.internal.ToolCallIds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Requests of 0.36 in the API's terms. */
final class Requests {

    private Requests() {}

    static ChatCompletionRequest.Builder of(
            Consumer<ChatCompletionRequest.Builder> settings,
            List<ChatMessage> messages,
            @Nullable List<ToolSpecification> tools) {
        ChatCompletionRequest.Builder request = ChatCompletionRequest.builder();
        settings.accept(request);
        ToolCallIds ids = new ToolCallIds();
        for (ChatMessage message : messages) {
            if (message instanceof AiMessage answer && answer.hasToolExecutionRequests()) {
                answer.toolExecutionRequests().forEach(call -> ids.reserve(call.id()));
            }
        }
        MessageMapper mapper = new MessageMapper(ids);
        request.messages(messages.stream().map(mapper::map).toList());
        if (tools != null && !tools.isEmpty()) {
            request.tools(tools.stream().map(Requests::tool).toList());
        }
        return request;
    }

    static ResponseFormat responseFormat(dev.langchain4j.model.chat.request.ResponseFormat format) {
        JsonSchema schema = format.jsonSchema();
        if (format.type() == ResponseFormatType.TEXT) {
            return new ResponseFormat.Text();
        } else if (schema == null) {
            return new ResponseFormat.JsonObject();
        }
        // Not strict: 0.36 does not close its objects, and a strict server wants them closed.
        return new ResponseFormat.JsonSchema(
                schema.name() == null ? "answer" : schema.name().replaceAll("[^a-zA-Z0-9_-]", "_"),
                null,
                JsonSchemaElementHelper.toMap(schema.rootElement()),
                false);
    }

    private static FunctionTool tool(ToolSpecification tool) {
        return new FunctionTool(tool.name(), tool.description(), parameters(tool), null);
    }

    // An application may still build the one that 0.36 has deprecated.
    @SuppressWarnings("removal")
    private static Map<String, @Nullable Object> parameters(ToolSpecification tool) {
        JsonObjectSchema schema = tool.parameters();
        ToolParameters older = tool.toolParameters();
        if (schema != null) {
            return new LinkedHashMap<>(JsonSchemaElementHelper.toMap(schema));
        } else if (older != null) {
            return Map.of("type", "object", "properties", older.properties(), "required", older.required());
        }
        return Map.of("type", "object", "properties", Map.of());
    }
}
