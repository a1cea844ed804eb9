package io.github.mistral4j;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import io.github.mistral4j.client.api.Guardrail;
import io.github.mistral4j.internal.MistralSettings;
import io.github.mistral4j.internal.Setting;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parameters of a chat request, with those that only Mistral has. Unset ones are taken from the model. */
public final class MistralChatRequestParameters extends DefaultChatRequestParameters {

    private final MistralSettings settings;

    private MistralChatRequestParameters(Builder builder) {
        super(builder);
        this.settings = builder.settings;
    }

    public static Builder builder() {
        return new Builder();
    }

    static MistralChatRequestParameters of(
            @Nullable ChatRequestParameters defaults, MistralChatRequestParameters over) {
        return defaults == null
                ? over
                : builder().overrideWith(defaults).overrideWith(over).build();
    }

    MistralSettings settings() {
        return settings;
    }

    /** {@code random_seed}. */
    public @Nullable Integer randomSeed() {
        return settings.get(Setting.RANDOM_SEED);
    }

    /** {@code safe_prompt}. */
    public @Nullable Boolean safePrompt() {
        return settings.get(Setting.SAFE_PROMPT);
    }

    /** {@code parallel_tool_calls}. */
    public @Nullable Boolean parallelToolCalls() {
        return settings.get(Setting.PARALLEL_TOOL_CALLS);
    }

    /** {@code tool_choice.function.name}: the one tool that must be called. */
    public @Nullable String toolChoiceName() {
        return settings.get(Setting.TOOL_CHOICE_NAME);
    }

    /** Entries of {@code tools} beside the functions; null when unset. */
    public @Nullable List<Map<String, @Nullable Object>> builtInTools() {
        return settings.get(Setting.BUILT_IN_TOOLS);
    }

    /** {@code reasoning_effort}. */
    public @Nullable String reasoningEffort() {
        return settings.get(Setting.REASONING_EFFORT);
    }

    /** {@code prediction.content}. */
    public @Nullable String prediction() {
        return settings.get(Setting.PREDICTION);
    }

    /** The beginning of the answer, see {@link Builder#prefix}. */
    public @Nullable String prefix() {
        return settings.get(Setting.PREFIX);
    }

    /** {@code prompt_cache_key}. */
    public @Nullable String promptCacheKey() {
        return settings.get(Setting.PROMPT_CACHE_KEY);
    }

    /** {@code service_tier}. */
    public @Nullable String serviceTier() {
        return settings.get(Setting.SERVICE_TIER);
    }

    /** {@code metadata}; null when unset. */
    public @Nullable Map<String, @Nullable Object> metadata() {
        return settings.get(Setting.METADATA);
    }

    /** {@code guardrails}; null when unset. */
    public @Nullable List<Guardrail> guardrails() {
        return settings.get(Setting.GUARDRAILS);
    }

    /** Fields that are added to the body; null when unset. */
    public @Nullable Map<String, @Nullable Object> extraBody() {
        return settings.get(Setting.EXTRA_BODY);
    }

    /** {@code min_tokens}. */
    public @Nullable Integer minTokens() {
        return settings.get(Setting.MIN_TOKENS);
    }

    /** {@code repetition_penalty}. */
    public @Nullable Double repetitionPenalty() {
        return settings.get(Setting.REPETITION_PENALTY);
    }

    /** {@code logprobs}. */
    public @Nullable Boolean logprobs() {
        return settings.get(Setting.LOGPROBS);
    }

    /** {@code top_logprobs}. */
    public @Nullable Integer topLogprobs() {
        return settings.get(Setting.TOP_LOGPROBS);
    }

    /** {@code prompt_logprobs}. */
    public @Nullable Boolean promptLogprobs() {
        return settings.get(Setting.PROMPT_LOGPROBS);
    }

    /** {@code top_prompt_logprobs}. */
    public @Nullable Integer topPromptLogprobs() {
        return settings.get(Setting.TOP_PROMPT_LOGPROBS);
    }

    /** Whether the model's reasoning is handed on; null when unset. */
    public @Nullable Boolean returnThinking() {
        return settings.get(Setting.RETURN_THINKING);
    }

    /** Whether earlier reasoning is sent back; null when unset. */
    public @Nullable Boolean sendThinking() {
        return settings.get(Setting.SEND_THINKING);
    }

    /** {@code response_format.json_schema.strict}; null when unset. */
    public @Nullable Boolean strictJsonSchema() {
        return settings.get(Setting.STRICT_JSON_SCHEMA);
    }

    /** {@code tools[].function.strict} of tools that do not say so themselves; null when unset. */
    public @Nullable Boolean strictTools() {
        return settings.get(Setting.STRICT_TOOLS);
    }

    /** Whether an assistant message stands between a tool's result and the user's; null when unset. */
    public @Nullable Boolean bridgeUserAfterTool() {
        return settings.get(Setting.BRIDGE_USER_AFTER_TOOL);
    }

    @Override
    public MistralChatRequestParameters overrideWith(ChatRequestParameters that) {
        return builder().overrideWith(this).overrideWith(that).build();
    }

    @Override
    public MistralChatRequestParameters defaultedBy(ChatRequestParameters that) {
        return builder().overrideWith(that).overrideWith(this).build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof MistralChatRequestParameters that
                && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), settings);
    }

    /** A builder with these values. */
    public Builder toBuilder() {
        return builder().overrideWith(this);
    }

    /** The model and the names of Mistral's settings that are set: texts among their values do not belong in a log. */
    @Override
    public String toString() {
        return "MistralChatRequestParameters[modelName=" + modelName() + ", set=" + settings + "]";
    }

    /** Collects parameters; each is optional. */
    public static final class Builder extends DefaultChatRequestParameters.Builder<Builder> {

        private MistralSettings settings = MistralSettings.NONE;

        private Builder() {}

        @Override
        public Builder overrideWith(ChatRequestParameters parameters) {
            super.overrideWith(parameters);
            if (parameters instanceof MistralChatRequestParameters own) {
                settings = own.settings.over(settings);
            }
            return this;
        }

        /** {@code random_seed}, 0 or more. */
        public Builder randomSeed(@Nullable Integer randomSeed) {
            return set(Setting.RANDOM_SEED, randomSeed);
        }

        /** The same as {@link #randomSeed}, under the name that other providers use. */
        public Builder seed(@Nullable Integer seed) {
            return randomSeed(seed);
        }

        /** {@code safe_prompt}: whether the server puts its safety text before the conversation. */
        public Builder safePrompt(@Nullable Boolean safePrompt) {
            return set(Setting.SAFE_PROMPT, safePrompt);
        }

        /** {@code parallel_tool_calls}: whether one answer may call several tools. */
        public Builder parallelToolCalls(@Nullable Boolean parallelToolCalls) {
            return set(Setting.PARALLEL_TOOL_CALLS, parallelToolCalls);
        }

        /** {@code tool_choice}: the one tool of the request that must be called. */
        public Builder toolChoiceName(@Nullable String toolChoiceName) {
            return set(Setting.TOOL_CHOICE_NAME, toolChoiceName);
        }

        /**
         * {@code tools}: entries beside the functions, as the API takes them: {@code Map.of("type", "image_generation")},
         * {@code document_library} with {@code library_ids}, {@code connector} with {@code connector_id}.
         */
        public Builder builtInTools(@Nullable List<Map<String, @Nullable Object>> builtInTools) {
            return set(Setting.BUILT_IN_TOOLS, builtInTools);
        }

        /**
         * {@code reasoning_effort}: how much a reasoning model thinks. The values differ by model ({@code none} and {@code high},
         * {@code low} to {@code max}, …) and the server judges them.
         */
        public Builder reasoningEffort(@Nullable String reasoningEffort) {
            return set(Setting.REASONING_EFFORT, reasoningEffort);
        }

        /** {@code prediction}: the text that the answer will mostly repeat. */
        public Builder prediction(@Nullable String prediction) {
            return set(Setting.PREDICTION, prediction);
        }

        /**
         * How the answer begins: sent as a last assistant message with {@code prefix: true}, which the model continues. The
         * answer contains the prefix.
         */
        public Builder prefix(@Nullable String prefix) {
            return set(Setting.PREFIX, prefix);
        }

        /** {@code prompt_cache_key}: groups calls that begin alike. */
        public Builder promptCacheKey(@Nullable String promptCacheKey) {
            return set(Setting.PROMPT_CACHE_KEY, promptCacheKey);
        }

        /** {@code service_tier}: {@code auto} or {@code standard_only}. */
        public Builder serviceTier(@Nullable String serviceTier) {
            return set(Setting.SERVICE_TIER, serviceTier);
        }

        /** {@code metadata}: free entries that the server keeps with the call. */
        public Builder metadata(@Nullable Map<String, @Nullable Object> metadata) {
            return set(Setting.METADATA, metadata);
        }

        /** {@code guardrails}: moderation of prompt and answer. */
        public Builder guardrails(@Nullable List<Guardrail> guardrails) {
            return set(Setting.GUARDRAILS, guardrails);
        }

        /** Fields that are added to the body as they are; none that has a setting of its own. */
        public Builder extraBody(@Nullable Map<String, @Nullable Object> extraBody) {
            return set(Setting.EXTRA_BODY, extraBody);
        }

        /** The same as {@link #extraBody}, under the name that other providers use. */
        public Builder customParameters(@Nullable Map<String, @Nullable Object> customParameters) {
            return extraBody(customParameters);
        }

        /** {@code min_tokens}: the least length of the answer. */
        public Builder minTokens(@Nullable Integer minTokens) {
            return set(Setting.MIN_TOKENS, minTokens);
        }

        /** {@code repetition_penalty}; the API documents no range. */
        public Builder repetitionPenalty(@Nullable Double repetitionPenalty) {
            return set(Setting.REPETITION_PENALTY, repetitionPenalty);
        }

        /**
         * {@code logprobs}: whether the answer carries the log probability of each of its tokens, see
         * {@link MistralChatResponseMetadata#logprobs()}. Not every model has them.
         */
        public Builder logprobs(@Nullable Boolean logprobs) {
            return set(Setting.LOGPROBS, logprobs);
        }

        /** {@code top_logprobs}: how many alternatives to each token of the answer are told. */
        public Builder topLogprobs(@Nullable Integer topLogprobs) {
            return set(Setting.TOP_LOGPROBS, topLogprobs);
        }

        /** {@code prompt_logprobs}: the same for the tokens of the prompt. */
        public Builder promptLogprobs(@Nullable Boolean promptLogprobs) {
            return set(Setting.PROMPT_LOGPROBS, promptLogprobs);
        }

        /** {@code top_prompt_logprobs}: how many alternatives to each token of the prompt are told. */
        public Builder topPromptLogprobs(@Nullable Integer topPromptLogprobs) {
            return set(Setting.TOP_PROMPT_LOGPROBS, topPromptLogprobs);
        }

        /** Whether the model's reasoning is handed on, in {@code AiMessage.thinking()} and while streaming; true by default. */
        public Builder returnThinking(@Nullable Boolean returnThinking) {
            return set(Setting.RETURN_THINKING, returnThinking);
        }

        /** Whether the reasoning of earlier answers is sent back with the conversation; true by default. */
        public Builder sendThinking(@Nullable Boolean sendThinking) {
            return set(Setting.SEND_THINKING, sendThinking);
        }

        /** {@code response_format.json_schema.strict}; true by default, see {@code MistralChatModel.builder().strictJsonSchema}. */
        public Builder strictJsonSchema(@Nullable Boolean strictJsonSchema) {
            return set(Setting.STRICT_JSON_SCHEMA, strictJsonSchema);
        }

        /** {@code tools[].function.strict} of tools that do not say so themselves; false by default. */
        public Builder strictTools(@Nullable Boolean strictTools) {
            return set(Setting.STRICT_TOOLS, strictTools);
        }

        /** Whether a short assistant message is put between a tool's result and a user message; false by default. */
        public Builder bridgeUserAfterTool(@Nullable Boolean bridgeUserAfterTool) {
            return set(Setting.BRIDGE_USER_AFTER_TOOL, bridgeUserAfterTool);
        }

        @Override
        public MistralChatRequestParameters build() {
            return new MistralChatRequestParameters(this);
        }

        private <T> Builder set(Setting<T> setting, @Nullable T value) {
            settings = settings.with(setting, value);
            return this;
        }
    }
}
