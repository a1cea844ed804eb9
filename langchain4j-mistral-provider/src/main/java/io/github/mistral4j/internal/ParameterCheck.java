package io.github.mistral4j.internal;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ranges and combinations of parameters that the API documents. */
public final class ParameterCheck {

    private static final Set<String> OWN_FIELDS = Set.of(
            "model",
            "messages",
            "stream",
            "tools",
            "tool_choice",
            "temperature",
            "top_p",
            "max_tokens",
            "stop",
            "random_seed",
            "metadata",
            "response_format",
            "presence_penalty",
            "frequency_penalty",
            "prediction",
            "parallel_tool_calls",
            "reasoning_effort",
            "guardrails",
            "prompt_cache_key",
            "service_tier",
            "safe_prompt",
            "top_k",
            "min_tokens",
            "repetition_penalty",
            "logprobs",
            "top_logprobs",
            "prompt_logprobs",
            "top_prompt_logprobs");

    private ParameterCheck() {}

    /** What can be said without a request, so that a model is not built that cannot be used. */
    public static void check(ChatRequestParameters parameters, MistralSettings settings) {
        range("temperature", parameters.temperature(), 0, 1.5);
        range("frequencyPenalty", parameters.frequencyPenalty(), -2, 2);
        range("presencePenalty", parameters.presencePenalty(), -2, 2);
        Double topP = parameters.topP();
        if (topP != null && !(topP > 0 && topP <= 1)) {
            throw new InvalidRequestException("topP must be above 0 and at most 1, but is " + topP);
        }
        if (topP != null && topP < 1 && parameters.temperature() != null && parameters.temperature() == 0) {
            throw new InvalidRequestException(
                    "temperature 0 always takes the likeliest token, so topP must be 1 or left out, but is " + topP);
        }
        notNegative("maxOutputTokens", parameters.maxOutputTokens());
        notNegative("randomSeed", settings.get(Setting.RANDOM_SEED));
        JsonValues.check("metadata", settings.get(Setting.METADATA));
        JsonValues.check("builtInTools", settings.get(Setting.BUILT_IN_TOOLS));
        extra(settings.get(Setting.EXTRA_BODY));
    }

    private static void extra(@Nullable Map<String, ?> extra) {
        if (extra == null) {
            return;
        }
        JsonValues.check("extraBody", extra);
        for (Map.Entry<String, ?> entry : extra.entrySet()) {
            if (OWN_FIELDS.contains(entry.getKey())) {
                throw new InvalidRequestException(
                        "extraBody must not hold '" + entry.getKey() + "', which has a setting of its own");
            }
            if (entry.getKey().equals("n") && !Integer.valueOf(1).equals(entry.getValue())) {
                throw new UnsupportedFeatureException(
                        "n above 1 is not supported: LangChain4j's interface carries one answer; call the model n times");
            }
        }
    }

    private static void range(String name, @Nullable Double value, double least, double most) {
        if (value != null && !(value >= least && value <= most)) {
            throw new InvalidRequestException(
                    name + " must be between " + least + " and " + most + ", but is " + value);
        }
    }

    private static void notNegative(String name, @Nullable Integer value) {
        if (value != null && value < 0) {
            throw new InvalidRequestException(name + " must be 0 or more, but is " + value);
        }
    }
}
