package io.github.mistral4j.internal;

import io.github.mistral4j.client.api.Guardrail;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a chat request that LangChain4j has no name for.
 *
 * @param name as in the builders
 * @param <T> the type of its value
 */
public record Setting<T>(String name) {

    public static final Setting<Integer> RANDOM_SEED = new Setting<>("randomSeed");
    public static final Setting<Boolean> SAFE_PROMPT = new Setting<>("safePrompt");
    public static final Setting<Boolean> PARALLEL_TOOL_CALLS = new Setting<>("parallelToolCalls");
    public static final Setting<String> TOOL_CHOICE_NAME = new Setting<>("toolChoiceName");
    public static final Setting<List<Map<String, @Nullable Object>>> BUILT_IN_TOOLS = new Setting<>("builtInTools");
    public static final Setting<String> REASONING_EFFORT = new Setting<>("reasoningEffort");
    public static final Setting<String> PREDICTION = new Setting<>("prediction");
    public static final Setting<String> PREFIX = new Setting<>("prefix");
    public static final Setting<String> PROMPT_CACHE_KEY = new Setting<>("promptCacheKey");
    public static final Setting<String> SERVICE_TIER = new Setting<>("serviceTier");
    public static final Setting<Map<String, @Nullable Object>> METADATA = new Setting<>("metadata");
    public static final Setting<List<Guardrail>> GUARDRAILS = new Setting<>("guardrails");
    public static final Setting<Map<String, @Nullable Object>> EXTRA_BODY = new Setting<>("extraBody");
    public static final Setting<Integer> MIN_TOKENS = new Setting<>("minTokens");
    public static final Setting<Double> REPETITION_PENALTY = new Setting<>("repetitionPenalty");
    public static final Setting<Boolean> LOGPROBS = new Setting<>("logprobs");
    public static final Setting<Integer> TOP_LOGPROBS = new Setting<>("topLogprobs");
    public static final Setting<Boolean> PROMPT_LOGPROBS = new Setting<>("promptLogprobs");
    public static final Setting<Integer> TOP_PROMPT_LOGPROBS = new Setting<>("topPromptLogprobs");
    public static final Setting<Boolean> RETURN_THINKING = new Setting<>("returnThinking");
    public static final Setting<Boolean> SEND_THINKING = new Setting<>("sendThinking");
    public static final Setting<Boolean> STRICT_JSON_SCHEMA = new Setting<>("strictJsonSchema");
    public static final Setting<Boolean> STRICT_TOOLS = new Setting<>("strictTools");
    public static final Setting<Boolean> BRIDGE_USER_AFTER_TOOL = new Setting<>("bridgeUserAfterTool");
}
