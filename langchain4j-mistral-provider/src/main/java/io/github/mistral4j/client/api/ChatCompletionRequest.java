package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/chat/completions} without {@code stream}, which the client sets. Absent values are not sent.
 *
 * @param temperature 0 to 1.5; the default differs by model
 * @param topP {@code top_p}, above 0 and at most 1; only absent or 1 with temperature 0
 * @param maxTokens {@code max_tokens} of the answer, 0 or more
 * @param stop texts that end the answer, at most as many as the server takes
 * @param randomSeed {@code random_seed}, 0 or more
 * @param presencePenalty {@code presence_penalty}, -2 to 2
 * @param frequencyPenalty {@code frequency_penalty}, -2 to 2
 * @param n number of candidates, 1 or more; not together with {@code prediction}
 * @param prediction {@code prediction.content}: the text that the answer will mostly repeat
 * @param parallelToolCalls {@code parallel_tool_calls}; the API's default is true
 * @param reasoningEffort {@code reasoning_effort}; the values differ by model
 * @param promptCacheKey {@code prompt_cache_key}: groups calls that share a beginning
 * @param serviceTier {@code service_tier}: {@code auto} or {@code standard_only}
 * @param safePrompt {@code safe_prompt}: a safety text before the conversation
 * @param topK {@code top_k}: how many of the likeliest tokens are chosen from
 * @param minTokens {@code min_tokens}: the least length of the answer
 * @param repetitionPenalty {@code repetition_penalty}
 * @param logprobs {@code logprobs}: whether log probabilities of the answer come back
 * @param topLogprobs {@code top_logprobs}: how many alternatives to each token
 * @param promptLogprobs {@code prompt_logprobs}: the same for the prompt
 * @param topPromptLogprobs {@code top_prompt_logprobs}
 * @param builtInTools entries of {@code tools} beside the functions, such as {@code {"type": "image_generation"}}
 * @param extra fields this version does not know, for gateways; added to the body as they are
 */
public record ChatCompletionRequest(
        String model,
        List<Message> messages,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer maxTokens,
        List<String> stop,
        @Nullable Integer randomSeed,
        Map<String, @Nullable Object> metadata,
        @Nullable ResponseFormat responseFormat,
        List<FunctionTool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty,
        @Nullable Integer n,
        @Nullable String prediction,
        @Nullable Boolean parallelToolCalls,
        @Nullable String reasoningEffort,
        List<Guardrail> guardrails,
        @Nullable String promptCacheKey,
        @Nullable String serviceTier,
        @Nullable Boolean safePrompt,
        @Nullable Integer topK,
        @Nullable Integer minTokens,
        @Nullable Double repetitionPenalty,
        @Nullable Boolean logprobs,
        @Nullable Integer topLogprobs,
        @Nullable Boolean promptLogprobs,
        @Nullable Integer topPromptLogprobs,
        List<Map<String, @Nullable Object>> builtInTools,
        Map<String, @Nullable Object> extra) {

    public ChatCompletionRequest {
        requireNonNull(model, "model");
        messages = List.copyOf(messages);
        stop = List.copyOf(stop);
        tools = List.copyOf(tools);
        guardrails = List.copyOf(guardrails);
        builtInTools = List.copyOf(builtInTools);
        requireNonNull(metadata, "metadata");
        requireNonNull(extra, "extra");
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Model and sizes: the texts of a request do not belong in a log. */
    @Override
    public String toString() {
        return "ChatCompletionRequest[model=" + model + ", messages=" + messages.size() + ", tools=" + tools.size()
                + "]";
    }

    /** Collects the fields; {@code model} and {@code messages} are required. */
    public static final class Builder {
        private @Nullable String model;
        private List<Message> messages = List.of();
        private @Nullable Double temperature;
        private @Nullable Double topP;
        private @Nullable Integer maxTokens;
        private List<String> stop = List.of();
        private @Nullable Integer randomSeed;
        private Map<String, @Nullable Object> metadata = Map.of();
        private @Nullable ResponseFormat responseFormat;
        private List<FunctionTool> tools = List.of();
        private @Nullable ToolChoice toolChoice;
        private @Nullable Double presencePenalty;
        private @Nullable Double frequencyPenalty;
        private @Nullable Integer n;
        private @Nullable String prediction;
        private @Nullable Boolean parallelToolCalls;
        private @Nullable String reasoningEffort;
        private List<Guardrail> guardrails = List.of();
        private @Nullable String promptCacheKey;
        private @Nullable String serviceTier;
        private @Nullable Boolean safePrompt;
        private @Nullable Integer topK;
        private @Nullable Integer minTokens;
        private @Nullable Double repetitionPenalty;
        private @Nullable Boolean logprobs;
        private @Nullable Integer topLogprobs;
        private @Nullable Boolean promptLogprobs;
        private @Nullable Integer topPromptLogprobs;
        private List<Map<String, @Nullable Object>> builtInTools = List.of();
        private Map<String, @Nullable Object> extra = Map.of();

        private Builder() {}

        public Builder model(@Nullable String model) {
            this.model = model;
            return this;
        }

        public Builder messages(List<Message> messages) {
            this.messages = messages;
            return this;
        }

        public Builder temperature(@Nullable Double temperature) {
            this.temperature = temperature;
            return this;
        }

        public Builder topP(@Nullable Double topP) {
            this.topP = topP;
            return this;
        }

        public Builder maxTokens(@Nullable Integer maxTokens) {
            this.maxTokens = maxTokens;
            return this;
        }

        public Builder stop(List<String> stop) {
            this.stop = stop;
            return this;
        }

        public Builder randomSeed(@Nullable Integer randomSeed) {
            this.randomSeed = randomSeed;
            return this;
        }

        public Builder metadata(Map<String, @Nullable Object> metadata) {
            this.metadata = metadata;
            return this;
        }

        public Builder responseFormat(@Nullable ResponseFormat responseFormat) {
            this.responseFormat = responseFormat;
            return this;
        }

        public Builder tools(List<FunctionTool> tools) {
            this.tools = tools;
            return this;
        }

        public Builder toolChoice(@Nullable ToolChoice toolChoice) {
            this.toolChoice = toolChoice;
            return this;
        }

        public Builder presencePenalty(@Nullable Double presencePenalty) {
            this.presencePenalty = presencePenalty;
            return this;
        }

        public Builder frequencyPenalty(@Nullable Double frequencyPenalty) {
            this.frequencyPenalty = frequencyPenalty;
            return this;
        }

        public Builder n(@Nullable Integer n) {
            this.n = n;
            return this;
        }

        public Builder prediction(@Nullable String prediction) {
            this.prediction = prediction;
            return this;
        }

        public Builder parallelToolCalls(@Nullable Boolean parallelToolCalls) {
            this.parallelToolCalls = parallelToolCalls;
            return this;
        }

        public Builder reasoningEffort(@Nullable String reasoningEffort) {
            this.reasoningEffort = reasoningEffort;
            return this;
        }

        public Builder guardrails(List<Guardrail> guardrails) {
            this.guardrails = guardrails;
            return this;
        }

        public Builder promptCacheKey(@Nullable String promptCacheKey) {
            this.promptCacheKey = promptCacheKey;
            return this;
        }

        public Builder serviceTier(@Nullable String serviceTier) {
            this.serviceTier = serviceTier;
            return this;
        }

        public Builder safePrompt(@Nullable Boolean safePrompt) {
            this.safePrompt = safePrompt;
            return this;
        }

        public Builder topK(@Nullable Integer topK) {
            this.topK = topK;
            return this;
        }

        public Builder minTokens(@Nullable Integer minTokens) {
            this.minTokens = minTokens;
            return this;
        }

        public Builder repetitionPenalty(@Nullable Double repetitionPenalty) {
            this.repetitionPenalty = repetitionPenalty;
            return this;
        }

        public Builder logprobs(@Nullable Boolean logprobs) {
            this.logprobs = logprobs;
            return this;
        }

        public Builder topLogprobs(@Nullable Integer topLogprobs) {
            this.topLogprobs = topLogprobs;
            return this;
        }

        public Builder promptLogprobs(@Nullable Boolean promptLogprobs) {
            this.promptLogprobs = promptLogprobs;
            return this;
        }

        public Builder topPromptLogprobs(@Nullable Integer topPromptLogprobs) {
            this.topPromptLogprobs = topPromptLogprobs;
            return this;
        }

        public Builder builtInTools(List<Map<String, @Nullable Object>> builtInTools) {
            this.builtInTools = builtInTools;
            return this;
        }

        public Builder extra(Map<String, @Nullable Object> extra) {
            this.extra = extra;
            return this;
        }

        public ChatCompletionRequest build() {
            if (model == null || model.isBlank()) {
                throw new IllegalArgumentException("model must be set");
            }
            return new ChatCompletionRequest(
                    model,
                    messages,
                    temperature,
                    topP,
                    maxTokens,
                    stop,
                    randomSeed,
                    metadata,
                    responseFormat,
                    tools,
                    toolChoice,
                    presencePenalty,
                    frequencyPenalty,
                    n,
                    prediction,
                    parallelToolCalls,
                    reasoningEffort,
                    guardrails,
                    promptCacheKey,
                    serviceTier,
                    safePrompt,
                    topK,
                    minTokens,
                    repetitionPenalty,
                    logprobs,
                    topLogprobs,
                    promptLogprobs,
                    topPromptLogprobs,
                    builtInTools,
                    extra);
        }
    }
}
