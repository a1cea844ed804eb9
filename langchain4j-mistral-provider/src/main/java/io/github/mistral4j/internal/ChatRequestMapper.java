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

    private ChatRequestMapper() {}

    public static MappedChat map(ChatRequest request, MistralSettings settings) {
        ChatRequestParameters parameters = request.parameters();
        ParameterCheck.check(parameters, settings);
        ToolNames names = new ToolNames(parameters.toolSpecifications(), request.messages());
        List<Map<String, @Nullable Object>> builtIn = settings.get(Setting.BUILT_IN_TOOLS, List.of());
        boolean none = parameters.toolChoice() == dev.langchain4j.model.chat.request.ToolChoice.NONE;
        List<FunctionTool> tools = none ? List.of() : tools(parameters, settings, names);
        ToolChoice choice = ToolMapper.choice(
                parameters.toolChoice(), settings.get(Setting.TOOL_CHOICE_NAME), tools, builtIn, names);
        ChatCompletionRequest mapped = ChatCompletionRequest.builder()
                .model(parameters.modelName())
                .messages(messages(request, settings, names))
                .temperature(parameters.temperature())
                .topP(topP(parameters, settings))
                .maxTokens(parameters.maxOutputTokens())
                .stop(parameters.stopSequences() == null ? List.of() : parameters.stopSequences())
                .presencePenalty(parameters.presencePenalty())
                .frequencyPenalty(parameters.frequencyPenalty())
                .responseFormat(responseFormat(parameters, choice, settings))
                .tools(tools)
                .toolChoice(choice)
                .randomSeed(settings.get(Setting.RANDOM_SEED))
                .safePrompt(settings.get(Setting.SAFE_PROMPT))
                .parallelToolCalls(tools.isEmpty() ? null : settings.get(Setting.PARALLEL_TOOL_CALLS))
                .reasoningEffort(settings.get(Setting.REASONING_EFFORT))
                .prediction(settings.get(Setting.PREDICTION))
                .promptCacheKey(settings.get(Setting.PROMPT_CACHE_KEY))
                .serviceTier(settings.get(Setting.SERVICE_TIER))
                .metadata(settings.get(Setting.METADATA, Map.of()))
                .guardrails(settings.get(Setting.GUARDRAILS, List.of()))
                .topK(parameters.topK())
                .minTokens(settings.get(Setting.MIN_TOKENS))
                .repetitionPenalty(settings.get(Setting.REPETITION_PENALTY))
                .logprobs(settings.get(Setting.LOGPROBS))
                .topLogprobs(settings.get(Setting.TOP_LOGPROBS))
                .promptLogprobs(settings.get(Setting.PROMPT_LOGPROBS))
                .topPromptLogprobs(settings.get(Setting.TOP_PROMPT_LOGPROBS))
                .builtInTools(none ? List.of() : builtIn)
                .extra(settings.get(Setting.EXTRA_BODY, Map.of()))
                .build();
        return new MappedChat(mapped, names);
    }

    private static List<FunctionTool> tools(
            ChatRequestParameters parameters, MistralSettings settings, ToolNames names) {
        return ToolMapper.tools(parameters.toolSpecifications(), settings.get(Setting.STRICT_TOOLS, false), names);
    }

    // A model that reasons has a top_p below 1 of its own, which the API refuses beside temperature 0.
    private static @Nullable Double topP(ChatRequestParameters parameters, MistralSettings settings) {
        boolean greedy = parameters.temperature() != null && parameters.temperature() == 0;
        boolean reasons = !settings.get(Setting.REASONING_EFFORT, "none").equals("none");
        return parameters.topP() == null && greedy && reasons ? (Double) 1.0 : parameters.topP();
    }

    private static List<Message> messages(ChatRequest request, MistralSettings settings, ToolNames names) {
        String prefix = settings.get(Setting.PREFIX);
        List<Message> messages = new MessageMapper(settings, names).map(request.messages());
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
    private static @Nullable ResponseFormat responseFormat(
            ChatRequestParameters parameters, @Nullable ToolChoice choice, MistralSettings settings) {
        boolean forced = choice != null && !choice.equals(ToolChoice.AUTO);
        return forced
                ? null
                : JsonSchemas.responseFormat(
                        parameters.responseFormat(), settings.get(Setting.STRICT_JSON_SCHEMA, true));
    }
}
