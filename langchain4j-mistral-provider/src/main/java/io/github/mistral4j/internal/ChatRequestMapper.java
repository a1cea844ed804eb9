package io.github.mistral4j.internal;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.FunctionTool;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.client.api.ResponseFormat;
import io.github.mistral4j.client.api.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A LangChain4j request as the API takes it. What the API would refuse is refused here, before anything is sent. */
public final class ChatRequestMapper {

    private final MappingOptions options;

    public ChatRequestMapper(MappingOptions options) {
        this.options = options;
    }

    public ChatCompletionRequest map(ChatRequest request, MistralSettings settings) {
        ChatRequestParameters parameters = request.parameters();
        ParameterCheck.check(parameters, settings);
        List<FunctionTool> tools = parameters.toolChoice() == dev.langchain4j.model.chat.request.ToolChoice.NONE
                ? List.of()
                : ToolMapper.tools(parameters.toolSpecifications(), options.strictTools());
        ToolChoice choice = ToolMapper.choice(parameters.toolChoice(), settings.toolChoiceName(), tools);
        return ChatCompletionRequest.builder()
                .model(parameters.modelName())
                .messages(messages(request, settings.prefix()))
                .temperature(parameters.temperature())
                .topP(parameters.topP())
                .maxTokens(parameters.maxOutputTokens())
                .stop(parameters.stopSequences() == null ? List.of() : parameters.stopSequences())
                .presencePenalty(parameters.presencePenalty())
                .frequencyPenalty(parameters.frequencyPenalty())
                .responseFormat(responseFormat(parameters, choice))
                .tools(tools)
                .toolChoice(choice)
                .randomSeed(settings.randomSeed())
                .safePrompt(settings.safePrompt())
                .parallelToolCalls(tools.isEmpty() ? null : settings.parallelToolCalls())
                .reasoningEffort(settings.reasoningEffort())
                .prediction(settings.prediction())
                .promptCacheKey(settings.promptCacheKey())
                .serviceTier(settings.serviceTier())
                .metadata(settings.metadata() == null ? Map.of() : settings.metadata())
                .guardrails(settings.guardrails() == null ? List.of() : settings.guardrails())
                .extra(settings.extraBody() == null ? Map.of() : settings.extraBody())
                .build();
    }

    private List<Message> messages(ChatRequest request, @Nullable String prefix) {
        List<Message> messages = new MessageMapper(options).map(request.messages());
        if (prefix != null) {
            List<Message> continued = new ArrayList<>(messages);
            continued.add(new Message.Assistant(MessageContent.text(prefix), List.of(), true));
            return continued;
        }
        Message last = messages.get(messages.size() - 1);
        if (last instanceof Message.System) {
            throw new InvalidRequestException(
                    "messages hold only the system's: a message of the user must follow, or set prefix");
        }
        if (last instanceof Message.Assistant) {
            throw new InvalidRequestException(
                    "the last message is the assistant's: it must be the user's or a tool's result, or set prefix");
        }
        return messages;
    }

    // The API refuses a format other than text when a tool must be called; the answer is the call then, not the text.
    private @Nullable ResponseFormat responseFormat(ChatRequestParameters parameters, @Nullable ToolChoice choice) {
        boolean forced = choice != null && !choice.equals(ToolChoice.AUTO);
        return forced ? null : JsonSchemas.responseFormat(parameters.responseFormat(), options.strictJsonSchema());
    }
}
