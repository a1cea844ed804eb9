package io.github.mistral4j;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import io.github.mistral4j.client.api.Guardrail;
import io.github.mistral4j.internal.MistralSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parameters of a chat request, with those that only Mistral has. Unset ones are taken from the model. */
public final class MistralChatRequestParameters extends DefaultChatRequestParameters {

    private final MistralSettings settings;

    private MistralChatRequestParameters(Builder builder) {
        super(builder);
        this.settings = builder.settings();
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
        return settings.randomSeed();
    }

    /** {@code safe_prompt}. */
    public @Nullable Boolean safePrompt() {
        return settings.safePrompt();
    }

    /** {@code parallel_tool_calls}. */
    public @Nullable Boolean parallelToolCalls() {
        return settings.parallelToolCalls();
    }

    /** {@code tool_choice.function.name}: the one tool that must be called. */
    public @Nullable String toolChoiceName() {
        return settings.toolChoiceName();
    }

    /** {@code reasoning_effort}. */
    public @Nullable String reasoningEffort() {
        return settings.reasoningEffort();
    }

    /** {@code prediction.content}. */
    public @Nullable String prediction() {
        return settings.prediction();
    }

    /** The beginning of the answer, see {@link Builder#prefix}. */
    public @Nullable String prefix() {
        return settings.prefix();
    }

    /** {@code prompt_cache_key}. */
    public @Nullable String promptCacheKey() {
        return settings.promptCacheKey();
    }

    /** {@code service_tier}. */
    public @Nullable String serviceTier() {
        return settings.serviceTier();
    }

    /** {@code metadata}; null when unset. */
    public @Nullable Map<String, @Nullable Object> metadata() {
        return settings.metadata();
    }

    /** {@code guardrails}; null when unset. */
    public @Nullable List<Guardrail> guardrails() {
        return settings.guardrails();
    }

    /** Fields that are added to the body; null when unset. */
    public @Nullable Map<String, @Nullable Object> extraBody() {
        return settings.extraBody();
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
        return super.equals(other) && settings.equals(((MistralChatRequestParameters) other).settings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), settings);
    }

    /** The model and the names of what is set: texts among the parameters are prompts, and do not belong in a log. */
    @Override
    public String toString() {
        return "MistralChatRequestParameters[modelName=" + modelName() + "]";
    }

    /** Collects parameters; each is optional. */
    public static final class Builder extends DefaultChatRequestParameters.Builder<Builder> {

        private @Nullable Integer randomSeed;
        private @Nullable Boolean safePrompt;
        private @Nullable Boolean parallelToolCalls;
        private @Nullable String toolChoiceName;
        private @Nullable String reasoningEffort;
        private @Nullable String prediction;
        private @Nullable String prefix;
        private @Nullable String promptCacheKey;
        private @Nullable String serviceTier;
        private @Nullable Map<String, @Nullable Object> metadata;
        private @Nullable List<Guardrail> guardrails;
        private @Nullable Map<String, @Nullable Object> extraBody;

        private Builder() {}

        @Override
        public Builder overrideWith(ChatRequestParameters parameters) {
            super.overrideWith(parameters);
            if (parameters instanceof MistralChatRequestParameters own) {
                take(own.settings().over(settings()));
            }
            return this;
        }

        /** {@code random_seed}, 0 or more. */
        public Builder randomSeed(@Nullable Integer randomSeed) {
            this.randomSeed = randomSeed;
            return this;
        }

        /** {@code safe_prompt}: whether the server puts its safety text before the conversation. */
        public Builder safePrompt(@Nullable Boolean safePrompt) {
            this.safePrompt = safePrompt;
            return this;
        }

        /** {@code parallel_tool_calls}: whether one answer may call several tools. */
        public Builder parallelToolCalls(@Nullable Boolean parallelToolCalls) {
            this.parallelToolCalls = parallelToolCalls;
            return this;
        }

        /** {@code tool_choice}: the one tool of the request that must be called. */
        public Builder toolChoiceName(@Nullable String toolChoiceName) {
            this.toolChoiceName = toolChoiceName;
            return this;
        }

        /** {@code reasoning_effort}: {@code none} or {@code high} on today's models that reason. */
        public Builder reasoningEffort(@Nullable String reasoningEffort) {
            this.reasoningEffort = reasoningEffort;
            return this;
        }

        /** {@code prediction}: the text that the answer will mostly repeat. */
        public Builder prediction(@Nullable String prediction) {
            this.prediction = prediction;
            return this;
        }

        /**
         * How the answer begins: sent as a last assistant message with {@code prefix: true}, which the model continues. The
         * answer contains the prefix.
         */
        public Builder prefix(@Nullable String prefix) {
            this.prefix = prefix;
            return this;
        }

        /** {@code prompt_cache_key}: groups calls that begin alike. */
        public Builder promptCacheKey(@Nullable String promptCacheKey) {
            this.promptCacheKey = promptCacheKey;
            return this;
        }

        /** {@code service_tier}: {@code auto} or {@code standard_only}. */
        public Builder serviceTier(@Nullable String serviceTier) {
            this.serviceTier = serviceTier;
            return this;
        }

        /** {@code metadata}: free entries that the server keeps with the call. */
        public Builder metadata(@Nullable Map<String, @Nullable Object> metadata) {
            this.metadata = metadata;
            return this;
        }

        /** {@code guardrails}: moderation of prompt and answer. */
        public Builder guardrails(@Nullable List<Guardrail> guardrails) {
            this.guardrails = guardrails;
            return this;
        }

        /** Fields that are added to the body as they are; none that has a setting of its own. */
        public Builder extraBody(@Nullable Map<String, @Nullable Object> extraBody) {
            this.extraBody = extraBody;
            return this;
        }

        @Override
        public MistralChatRequestParameters build() {
            return new MistralChatRequestParameters(this);
        }

        private MistralSettings settings() {
            return new MistralSettings(
                    randomSeed,
                    safePrompt,
                    parallelToolCalls,
                    toolChoiceName,
                    reasoningEffort,
                    prediction,
                    prefix,
                    promptCacheKey,
                    serviceTier,
                    metadata,
                    guardrails,
                    extraBody);
        }

        private void take(MistralSettings settings) {
            randomSeed = settings.randomSeed();
            safePrompt = settings.safePrompt();
            parallelToolCalls = settings.parallelToolCalls();
            toolChoiceName = settings.toolChoiceName();
            reasoningEffort = settings.reasoningEffort();
            prediction = settings.prediction();
            prefix = settings.prefix();
            promptCacheKey = settings.promptCacheKey();
            serviceTier = settings.serviceTier();
            metadata = settings.metadata();
            guardrails = settings.guardrails();
            extraBody = settings.extraBody();
        }
    }
}
