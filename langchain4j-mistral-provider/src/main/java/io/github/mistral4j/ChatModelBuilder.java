package io.github.mistral4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.api.Guardrail;
import io.github.mistral4j.internal.ClientHandle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a chat model, streaming or not. Each parameter can be set anew in each request. What the builders of the chat
 * models of this library have in common; not meant to be extended elsewhere.
 *
 * @param <B> the builder
 */
public abstract class ChatModelBuilder<B extends ChatModelBuilder<B>> extends ModelBuilder<B> {

    private static final Set<Capability> CAPABILITIES = Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);

    private final MistralChatRequestParameters.Builder parameters = MistralChatRequestParameters.builder();
    private @Nullable ChatRequestParameters defaults;
    private List<ChatModelListener> listeners = List.of();
    private Set<Capability> capabilities = CAPABILITIES;

    /** {@code model}: an id or alias, see {@link MistralChatModelName}. Required here or in each request. */
    public B modelName(@Nullable String modelName) {
        parameters.modelName(modelName);
        return self();
    }

    /** {@code temperature}, 0 to 1.5; the API's default differs by model (0.2 to 1.0). */
    public B temperature(@Nullable Double temperature) {
        parameters.temperature(temperature);
        return self();
    }

    /** {@code top_p}, above 0 and at most 1; with temperature 0 only 1 or unset. */
    public B topP(@Nullable Double topP) {
        parameters.topP(topP);
        return self();
    }

    /** {@code max_tokens} of the answer, 0 or more; by default up to the end of the model's context. */
    public B maxTokens(@Nullable Integer maxTokens) {
        parameters.maxOutputTokens(maxTokens);
        return self();
    }

    /** The same as {@link #maxTokens}, under LangChain4j's newer name. */
    public B maxOutputTokens(@Nullable Integer maxOutputTokens) {
        return maxTokens(maxOutputTokens);
    }

    /** The same as {@link #maxTokens}, under the name that other providers use. */
    public B maxCompletionTokens(@Nullable Integer maxCompletionTokens) {
        return maxTokens(maxCompletionTokens);
    }

    /** {@code stop}: texts that end the answer. */
    public B stopSequences(@Nullable List<String> stopSequences) {
        parameters.stopSequences(stopSequences);
        return self();
    }

    /** The same as {@link #stopSequences}, under the name that other providers use. */
    public B stop(@Nullable List<String> stop) {
        return stopSequences(stop);
    }

    /** {@code stop}: texts that end the answer. */
    public B stopSequences(String... stopSequences) {
        return stopSequences(List.of(stopSequences));
    }

    /** {@code frequency_penalty}, -2 to 2. */
    public B frequencyPenalty(@Nullable Double frequencyPenalty) {
        parameters.frequencyPenalty(frequencyPenalty);
        return self();
    }

    /** {@code presence_penalty}, -2 to 2. */
    public B presencePenalty(@Nullable Double presencePenalty) {
        parameters.presencePenalty(presencePenalty);
        return self();
    }

    /** {@code response_format}: text, JSON, or JSON after a schema. Left out of a request that forces a tool call. */
    public B responseFormat(@Nullable ResponseFormat responseFormat) {
        parameters.responseFormat(responseFormat);
        return self();
    }

    /** {@code random_seed}, 0 or more; the same seed gives the same answer as far as the server can. */
    public B randomSeed(@Nullable Integer randomSeed) {
        parameters.randomSeed(randomSeed);
        return self();
    }

    /** The same as {@link #randomSeed}, under the name that other providers use. */
    public B seed(@Nullable Integer seed) {
        return randomSeed(seed);
    }

    /** {@code safe_prompt}: whether the server puts its safety text before the conversation; false by default. */
    public B safePrompt(@Nullable Boolean safePrompt) {
        parameters.safePrompt(safePrompt);
        return self();
    }

    /** {@code parallel_tool_calls}: whether one answer may call several tools; the API's default is true. */
    public B parallelToolCalls(@Nullable Boolean parallelToolCalls) {
        parameters.parallelToolCalls(parallelToolCalls);
        return self();
    }

    /**
     * {@code reasoning_effort}: how much a model that reasons thinks. The values differ by model and the server judges them:
     * {@code none} and {@code high} on most, {@code low} to {@code high} or {@code max} on others.
     */
    public B reasoningEffort(@Nullable String reasoningEffort) {
        parameters.reasoningEffort(reasoningEffort);
        return self();
    }

    /** {@code prediction}: the text that the answer will mostly repeat, which makes it faster. */
    public B prediction(@Nullable String prediction) {
        parameters.prediction(prediction);
        return self();
    }

    /** {@code prompt_cache_key}: groups calls that begin alike, whose beginning is then cheaper. */
    public B promptCacheKey(@Nullable String promptCacheKey) {
        parameters.promptCacheKey(promptCacheKey);
        return self();
    }

    /** {@code service_tier}: {@code auto} or {@code standard_only}. */
    public B serviceTier(@Nullable String serviceTier) {
        parameters.serviceTier(serviceTier);
        return self();
    }

    /** {@code metadata}: free entries that the server keeps with the call. */
    public B metadata(@Nullable Map<String, ? extends @Nullable Object> metadata) {
        parameters.metadata(metadata == null ? null : new LinkedHashMap<>(metadata));
        return self();
    }

    /** {@code guardrails}: moderation of prompt and answer; a blocked call is a {@code ContentFilteredException}. */
    public B guardrails(@Nullable List<Guardrail> guardrails) {
        parameters.guardrails(guardrails);
        return self();
    }

    /** {@code top_k}: how many of the likeliest tokens are chosen from. Not every model takes it. */
    public B topK(@Nullable Integer topK) {
        parameters.topK(topK);
        return self();
    }

    /** {@code min_tokens}: the least length of the answer. */
    public B minTokens(@Nullable Integer minTokens) {
        parameters.minTokens(minTokens);
        return self();
    }

    /** {@code repetition_penalty}; the API documents no range. */
    public B repetitionPenalty(@Nullable Double repetitionPenalty) {
        parameters.repetitionPenalty(repetitionPenalty);
        return self();
    }

    /** {@code logprobs}: see {@link MistralChatRequestParameters.Builder#logprobs}. */
    public B logprobs(@Nullable Boolean logprobs) {
        parameters.logprobs(logprobs);
        return self();
    }

    /** {@code top_logprobs}: how many alternatives to each token of the answer are told. */
    public B topLogprobs(@Nullable Integer topLogprobs) {
        parameters.topLogprobs(topLogprobs);
        return self();
    }

    /** {@code prompt_logprobs}: the log probabilities of the prompt. */
    public B promptLogprobs(@Nullable Boolean promptLogprobs) {
        parameters.promptLogprobs(promptLogprobs);
        return self();
    }

    /** {@code top_prompt_logprobs}: how many alternatives to each token of the prompt are told. */
    public B topPromptLogprobs(@Nullable Integer topPromptLogprobs) {
        parameters.topPromptLogprobs(topPromptLogprobs);
        return self();
    }

    /** {@code tools} beside the functions: see {@link MistralChatRequestParameters.Builder#builtInTools}. */
    public B builtInTools(@Nullable List<Map<String, @Nullable Object>> builtInTools) {
        parameters.builtInTools(builtInTools);
        return self();
    }

    /** Fields that are added to the body as they are, for a gateway that takes more than Mistral does. */
    public B extraBody(@Nullable Map<String, @Nullable Object> extraBody) {
        parameters.extraBody(extraBody);
        return self();
    }

    /** The same as {@link #extraBody}, under the name that other providers use. */
    public B customParameters(@Nullable Map<String, @Nullable Object> customParameters) {
        return extraBody(customParameters);
    }

    /** Parameters for requests that do not set them; the builder's own methods win over these. */
    public B defaultRequestParameters(@Nullable ChatRequestParameters defaultRequestParameters) {
        this.defaults = defaultRequestParameters;
        return self();
    }

    /** Told of each request, answer and failure. */
    public B listeners(@Nullable List<ChatModelListener> listeners) {
        this.listeners = listeners == null ? List.of() : List.copyOf(listeners);
        return self();
    }

    /** Told of each request, answer and failure. */
    public B listeners(ChatModelListener... listeners) {
        return listeners(List.of(listeners));
    }

    /** What AI services may rely on; JSON schema by default, which all current chat models support. */
    public B supportedCapabilities(@Nullable Set<Capability> supportedCapabilities) {
        this.capabilities = supportedCapabilities == null ? CAPABILITIES : Set.copyOf(supportedCapabilities);
        return self();
    }

    /** What AI services may rely on. */
    public B supportedCapabilities(Capability... supportedCapabilities) {
        return supportedCapabilities(Set.of(supportedCapabilities));
    }

    /**
     * {@code response_format.json_schema.strict}; true by default. The server then enforces the schema: objects take no other
     * properties, all are required, and those that are optional may be null. A schema that this cannot express (a map, an
     * object without properties, a raw schema that leaves properties optional) is sent as it is, without {@code strict}.
     */
    public B strictJsonSchema(@Nullable Boolean strictJsonSchema) {
        parameters.strictJsonSchema(strictJsonSchema);
        return self();
    }

    /** {@code tools[].function.strict} of tools that do not say so themselves; false by default. As {@link #strictJsonSchema}. */
    public B strictTools(@Nullable Boolean strictTools) {
        parameters.strictTools(strictTools);
        return self();
    }

    /** Whether the model's reasoning is handed on, in {@code AiMessage.thinking()} and while streaming; true by default. */
    public B returnThinking(@Nullable Boolean returnThinking) {
        parameters.returnThinking(returnThinking);
        return self();
    }

    /** Whether the reasoning of earlier answers is sent back with the conversation, as Mistral advises; true by default. */
    public B sendThinking(@Nullable Boolean sendThinking) {
        parameters.sendThinking(sendThinking);
        return self();
    }

    /**
     * Whether a short assistant message is put between a tool's result and a user message that follows it. Servers of before
     * April 2026 refuse the two next to each other; false by default.
     */
    public B bridgeUserAfterTool(@Nullable Boolean bridgeUserAfterTool) {
        parameters.bridgeUserAfterTool(bridgeUserAfterTool);
        return self();
    }

    B like(ChatModelBase model) {
        parameters.overrideWith(model.settings.parameters());
        listeners = model.settings.listeners();
        capabilities = model.settings.capabilities();
        return client(model.handle.client());
    }

    /** A chat model that reaches its server in another way. */
    protected final MistralChatModel chatModel(UnaryOperator<MistralClient> way) {
        return new MistralChatModel(clientHandle().over(way), chatSettings());
    }

    /** A chat model of these settings on another client than the one that they make. */
    protected final MistralChatModel mappingOnly(MistralClient other) {
        return new MistralChatModel(new ClientHandle(other, false), chatSettings());
    }

    /** A streaming chat model that reaches its server in another way. */
    protected final MistralStreamingChatModel streamingChatModel(UnaryOperator<MistralClient> way) {
        return new MistralStreamingChatModel(clientHandle().over(way), chatSettings());
    }

    ChatSettings chatSettings() {
        return new ChatSettings(MistralChatRequestParameters.of(defaults, parameters.build()), listeners, capabilities);
    }
}
