package io.github.mistral4j.client.internal.json;

import static io.github.mistral4j.client.internal.json.JsonWriter.field;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.FunctionTool;
import io.github.mistral4j.client.api.Guardrail;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.ResponseFormat;
import io.github.mistral4j.client.api.ToolChoice;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class ChatRequestWriter {

    private ChatRequestWriter() {}

    static void write(JsonGenerator json, ChatCompletionRequest request, boolean stream) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", request.model());
        json.writeArrayFieldStart("messages");
        for (Message message : request.messages()) {
            MessageWriter.write(json, message);
        }
        json.writeEndArray();
        if (stream) {
            json.writeBooleanField("stream", true);
        }
        field(json, "temperature", request.temperature());
        field(json, "top_p", request.topP());
        field(json, "max_tokens", request.maxTokens());
        field(json, "stop", request.stop());
        field(json, "random_seed", request.randomSeed());
        field(json, "metadata", request.metadata());
        responseFormat(json, request.responseFormat());
        tools(json, request.tools(), request.builtInTools());
        toolChoice(json, request.toolChoice());
        field(json, "presence_penalty", request.presencePenalty());
        field(json, "frequency_penalty", request.frequencyPenalty());
        field(json, "n", request.n());
        prediction(json, request.prediction());
        field(json, "parallel_tool_calls", request.parallelToolCalls());
        field(json, "reasoning_effort", request.reasoningEffort());
        guardrails(json, request.guardrails());
        field(json, "prompt_cache_key", request.promptCacheKey());
        field(json, "service_tier", request.serviceTier());
        field(json, "safe_prompt", request.safePrompt());
        field(json, "top_k", request.topK());
        field(json, "min_tokens", request.minTokens());
        field(json, "repetition_penalty", request.repetitionPenalty());
        field(json, "logprobs", request.logprobs());
        field(json, "top_logprobs", request.topLogprobs());
        field(json, "prompt_logprobs", request.promptLogprobs());
        field(json, "top_prompt_logprobs", request.topPromptLogprobs());
        JsonWriter.extra(json, request.extra());
        json.writeEndObject();
    }

    private static void responseFormat(JsonGenerator json, @Nullable ResponseFormat format) throws IOException {
        if (format == null) {
            return;
        }
        json.writeObjectFieldStart("response_format");
        if (format instanceof ResponseFormat.JsonSchema schema) {
            json.writeStringField("type", "json_schema");
            json.writeObjectFieldStart("json_schema");
            json.writeStringField("name", schema.name());
            field(json, "description", schema.description());
            json.writeFieldName("schema");
            JsonTree.write(json, schema.schema());
            json.writeBooleanField("strict", schema.strict());
            json.writeEndObject();
        } else {
            json.writeStringField("type", format instanceof ResponseFormat.JsonObject ? "json_object" : "text");
        }
        json.writeEndObject();
    }

    private static void tools(JsonGenerator json, List<FunctionTool> tools, List<Map<String, @Nullable Object>> builtIn)
            throws IOException {
        if (tools.isEmpty() && builtIn.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tools");
        for (FunctionTool tool : tools) {
            json.writeStartObject();
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", tool.name());
            field(json, "description", tool.description());
            field(json, "strict", tool.strict());
            json.writeFieldName("parameters");
            JsonTree.write(json, tool.parameters());
            json.writeEndObject();
            json.writeEndObject();
        }
        for (Map<String, @Nullable Object> tool : builtIn) {
            JsonTree.write(json, tool);
        }
        json.writeEndArray();
    }

    private static void toolChoice(JsonGenerator json, @Nullable ToolChoice choice) throws IOException {
        if (choice instanceof ToolChoice.Mode mode) {
            json.writeStringField("tool_choice", mode.value());
        } else if (choice instanceof ToolChoice.Function function) {
            json.writeObjectFieldStart("tool_choice");
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", function.name());
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private static void prediction(JsonGenerator json, @Nullable String prediction) throws IOException {
        if (prediction != null) {
            json.writeObjectFieldStart("prediction");
            json.writeStringField("type", "content");
            json.writeStringField("content", prediction);
            json.writeEndObject();
        }
    }

    private static void guardrails(JsonGenerator json, List<Guardrail> guardrails) throws IOException {
        if (guardrails.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("guardrails");
        for (Guardrail guardrail : guardrails) {
            json.writeStartObject();
            field(json, "block_on_error", guardrail.blockOnError());
            moderation(json, "moderation_llm_v1", guardrail.moderationLlmV1());
            moderation(json, "moderation_llm_v2", guardrail.moderationLlmV2());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void moderation(JsonGenerator json, String name, Guardrail.@Nullable Moderation moderation)
            throws IOException {
        if (moderation != null) {
            json.writeObjectFieldStart(name);
            field(json, "model_name", moderation.modelName());
            field(json, "custom_category_thresholds", moderation.customCategoryThresholds());
            field(json, "ignore_other_categories", moderation.ignoreOtherCategories());
            field(json, "action", moderation.action());
            json.writeEndObject();
        }
    }
}
