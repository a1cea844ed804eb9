package io.github.mistral4j.spring;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of {@code langchain4j.mistral-ai}. A value that is not set leaves the default of the builders.
 *
 * @param client the client that all groups share which say nothing about one of their own
 * @param chatModel the chat model
 * @param streamingChatModel the streaming chat model
 * @param embeddingModel the embedding model
 * @param moderationModel the moderation model
 * @param fimModel the model that fills gaps in code
 * @param streamingFimModel the model that fills gaps in code piece by piece
 * @param ocrModel the model that reads documents
 * @param audioTranscriptionModel speech to text
 * @param textToSpeechModel text to speech
 * @param batchChatModel chats in batch jobs
 * @param batchEmbeddingModel embeddings in batch jobs
 */
@ConfigurationProperties(MistralProperties.PREFIX)
public record MistralProperties(
        @DefaultValue ClientProperties client,
        @DefaultValue ChatModelProperties chatModel,
        @DefaultValue ChatModelProperties streamingChatModel,
        @DefaultValue EmbeddingModelProperties embeddingModel,
        @DefaultValue ClientProperties moderationModel,
        @DefaultValue ClientProperties fimModel,
        @DefaultValue ClientProperties streamingFimModel,
        @DefaultValue ClientProperties ocrModel,
        @DefaultValue ClientProperties audioTranscriptionModel,
        @DefaultValue ClientProperties textToSpeechModel,
        @DefaultValue ChatModelProperties batchChatModel,
        @DefaultValue ClientProperties batchEmbeddingModel) {

    public static final String PREFIX = "langchain4j.mistral-ai";

    /**
     * Bound from a word, {@code response-format=json}, or from {@code response-format.type=json}.
     *
     * @param type text or json
     */
    public record AnswerFormat(ResponseFormatType type) {

        public static AnswerFormat of(String type) {
            return new AnswerFormat(ResponseFormatType.valueOf(type.trim().toUpperCase(Locale.ROOT)));
        }

        ResponseFormat responseFormat() {
            return type == ResponseFormatType.JSON ? ResponseFormat.JSON : ResponseFormat.TEXT;
        }
    }

    /**
     * The properties of the client that the models share, or of one that a group has for itself.
     *
     * @param apiKey Sent as "Authorization: Bearer …". Best from the environment or a secret store.
     * @param withoutApiKey Whether the server, or the gateway before it, needs no key. False by default.
     * @param baseUrl Where the API is, up to and including /v1. https://api.mistral.ai/v1 by default.
     * @param headers Headers that each request carries, such as a gateway's own key. Never logged.
     * @param plainHeaders Names of headers whose values may be shown, such as a tenant or an environment.
     * @param customQueryParams Parameters that each URL carries, such as the version of an API.
     * @param timeout Sets first-byte-timeout and idle-timeout.
     * @param connectTimeout Until the connection stands, TLS included. 10s by default.
     * @param firstByteTimeout From sending the request until the headers of the answer are complete. 5m by default.
     * @param idleTimeout How long the server may be silent between two bytes of the answer. 2m by default.
     * @param callTimeout How long a call may take in all, with its retries and its waiting. No limit by default.
     * @param maxRetries How many times a failed request is repeated. 3 by default, 0 turns it off.
     * @param maxRetryDuration What the waiting between the repeats of one call may add up to. 2m by default.
     * @param requestsPerSecond The most requests that leave in any one second. No limit by default.
     * @param logRequests Whether one line per call is logged: model, sizes, token counts, time, status; never a prompt or an answer.
     * @param logResponses The same line as log-requests.
     */
    public record ClientProperties(
            @Nullable String apiKey,
            @Nullable Boolean withoutApiKey,
            @Nullable String baseUrl,
            @Nullable Map<String, String> headers,
            @Nullable List<String> plainHeaders,
            @Nullable Map<String, String> customQueryParams,
            @Nullable Duration timeout,
            @Nullable Duration connectTimeout,
            @Nullable Duration firstByteTimeout,
            @Nullable Duration idleTimeout,
            @Nullable Duration callTimeout,
            @Nullable Integer maxRetries,
            @Nullable Duration maxRetryDuration,
            @Nullable Double requestsPerSecond,
            @Nullable Boolean logRequests,
            @Nullable Boolean logResponses)
            implements ConnectionProperties {

        @Override
        public String toString() {
            return "ClientProperties[baseUrl=" + baseUrl + "]";
        }
    }

    /**
     * The properties of a chat model, streaming or not.
     *
     * @param modelName Id or alias of the model.
     * @param temperature 0 to 1.5. The API's default differs by model.
     * @param topP Above 0 and at most 1.
     * @param maxTokens The most tokens of an answer.
     * @param safePrompt Whether the server puts its safety text before the conversation.
     * @param randomSeed The same seed gives the same answer as far as the server can.
     * @param responseFormat text or json.
     * @param stopSequences Texts that end the answer.
     * @param frequencyPenalty -2 to 2.
     * @param presencePenalty -2 to 2.
     * @param supportedCapabilities What AI services may rely on. response_format_json_schema by default.
     * @param toolChoice auto, required or none.
     * @param parallelToolCalls Whether one answer may call several tools. True by default.
     * @param reasoningEffort How much a reasoning model thinks, such as none or high.
     * @param promptCacheKey Groups calls that share a beginning.
     * @param serviceTier auto or standard_only.
     * @param metadata Free entries that are kept with the call.
     * @param extraBody Fields that are added to the body as they are, for a gateway that takes more than Mistral does.
     * @param topK For servers other than Mistral's: how many candidates for the next token.
     * @param minTokens For servers other than Mistral's: the fewest tokens of an answer.
     * @param repetitionPenalty For servers other than Mistral's: above 1 repeats less.
     * @param logprobs Whether the probabilities of the tokens are returned.
     * @param topLogprobs How many alternatives of each token are returned.
     * @param promptLogprobs Whether the probabilities of the prompt's tokens are returned.
     * @param topPromptLogprobs How many alternatives of each token of the prompt are returned.
     * @param strictJsonSchema Whether the server enforces the schema of a structured answer. True by default.
     * @param strictTools Whether the arguments of tools must follow their schema. False by default.
     * @param returnThinking Whether the model's reasoning is handed on. True by default.
     * @param sendThinking Whether the reasoning of earlier answers is sent back. True by default.
     * @param bridgeUserAfterTool Whether a short assistant message is put between the result of a tool and a user message after it. False by default.
     * @param apiKey Sent as "Authorization: Bearer …". Best from the environment or a secret store.
     * @param withoutApiKey Whether the server, or the gateway before it, needs no key. False by default.
     * @param baseUrl Where the API is, up to and including /v1. https://api.mistral.ai/v1 by default.
     * @param headers Headers that each request carries, such as a gateway's own key. Never logged.
     * @param plainHeaders Names of headers whose values may be shown, such as a tenant or an environment.
     * @param customQueryParams Parameters that each URL carries, such as the version of an API.
     * @param timeout Sets first-byte-timeout and idle-timeout.
     * @param connectTimeout Until the connection stands, TLS included. 10s by default.
     * @param firstByteTimeout From sending the request until the headers of the answer are complete. 5m by default.
     * @param idleTimeout How long the server may be silent between two bytes of the answer. 2m by default.
     * @param callTimeout How long a call may take in all, with its retries and its waiting. No limit by default.
     * @param maxRetries How many times a failed request is repeated. 3 by default, 0 turns it off.
     * @param maxRetryDuration What the waiting between the repeats of one call may add up to. 2m by default.
     * @param requestsPerSecond The most requests that leave in any one second. No limit by default.
     * @param logRequests Whether one line per call is logged: model, sizes, token counts, time, status; never a prompt or an answer.
     * @param logResponses The same line as log-requests.
     */
    public record ChatModelProperties(
            @Nullable String modelName,
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable Integer maxTokens,
            @Nullable Boolean safePrompt,
            @Nullable Integer randomSeed,
            @Nullable AnswerFormat responseFormat,
            @Nullable List<String> stopSequences,
            @Nullable Double frequencyPenalty,
            @Nullable Double presencePenalty,
            @Nullable Set<Capability> supportedCapabilities,
            @Nullable ToolChoice toolChoice,
            @Nullable Boolean parallelToolCalls,
            @Nullable String reasoningEffort,
            @Nullable String promptCacheKey,
            @Nullable String serviceTier,
            @Nullable Map<String, Object> metadata,
            @Nullable Map<String, Object> extraBody,
            @Nullable Integer topK,
            @Nullable Integer minTokens,
            @Nullable Double repetitionPenalty,
            @Nullable Boolean logprobs,
            @Nullable Integer topLogprobs,
            @Nullable Boolean promptLogprobs,
            @Nullable Integer topPromptLogprobs,
            @Nullable Boolean strictJsonSchema,
            @Nullable Boolean strictTools,
            @Nullable Boolean returnThinking,
            @Nullable Boolean sendThinking,
            @Nullable Boolean bridgeUserAfterTool,
            @Nullable String apiKey,
            @Nullable Boolean withoutApiKey,
            @Nullable String baseUrl,
            @Nullable Map<String, String> headers,
            @Nullable List<String> plainHeaders,
            @Nullable Map<String, String> customQueryParams,
            @Nullable Duration timeout,
            @Nullable Duration connectTimeout,
            @Nullable Duration firstByteTimeout,
            @Nullable Duration idleTimeout,
            @Nullable Duration callTimeout,
            @Nullable Integer maxRetries,
            @Nullable Duration maxRetryDuration,
            @Nullable Double requestsPerSecond,
            @Nullable Boolean logRequests,
            @Nullable Boolean logResponses)
            implements ConnectionProperties {

        @Override
        public String toString() {
            return "ChatModelProperties[baseUrl=" + baseUrl + "]";
        }
    }

    /**
     * The properties of the embedding model.
     *
     * @param modelName Id or alias of the model.
     * @param dimensions Length of the vectors, for codestral-embed.
     * @param outputDtype float, int8, uint8, binary or ubinary.
     * @param maxSegmentsPerBatch The most texts in one request. 128 by default.
     * @param maxTokensPerBatch The most estimated tokens in one request.
     * @param maxBatchesInFlight The most requests of one call at a time.
     * @param metadata Free entries that are kept with the call.
     * @param extraBody Fields that are added to the body as they are.
     * @param apiKey Sent as "Authorization: Bearer …". Best from the environment or a secret store.
     * @param withoutApiKey Whether the server, or the gateway before it, needs no key. False by default.
     * @param baseUrl Where the API is, up to and including /v1. https://api.mistral.ai/v1 by default.
     * @param headers Headers that each request carries, such as a gateway's own key. Never logged.
     * @param plainHeaders Names of headers whose values may be shown, such as a tenant or an environment.
     * @param customQueryParams Parameters that each URL carries, such as the version of an API.
     * @param timeout Sets first-byte-timeout and idle-timeout.
     * @param connectTimeout Until the connection stands, TLS included. 10s by default.
     * @param firstByteTimeout From sending the request until the headers of the answer are complete. 5m by default.
     * @param idleTimeout How long the server may be silent between two bytes of the answer. 2m by default.
     * @param callTimeout How long a call may take in all, with its retries and its waiting. No limit by default.
     * @param maxRetries How many times a failed request is repeated. 3 by default, 0 turns it off.
     * @param maxRetryDuration What the waiting between the repeats of one call may add up to. 2m by default.
     * @param requestsPerSecond The most requests that leave in any one second. No limit by default.
     * @param logRequests Whether one line per call is logged: model, sizes, token counts, time, status; never a prompt or an answer.
     * @param logResponses The same line as log-requests.
     */
    public record EmbeddingModelProperties(
            @Nullable String modelName,
            @Nullable Integer dimensions,
            @Nullable String outputDtype,
            @Nullable Integer maxSegmentsPerBatch,
            @Nullable Integer maxTokensPerBatch,
            @Nullable Integer maxBatchesInFlight,
            @Nullable Map<String, Object> metadata,
            @Nullable Map<String, Object> extraBody,
            @Nullable String apiKey,
            @Nullable Boolean withoutApiKey,
            @Nullable String baseUrl,
            @Nullable Map<String, String> headers,
            @Nullable List<String> plainHeaders,
            @Nullable Map<String, String> customQueryParams,
            @Nullable Duration timeout,
            @Nullable Duration connectTimeout,
            @Nullable Duration firstByteTimeout,
            @Nullable Duration idleTimeout,
            @Nullable Duration callTimeout,
            @Nullable Integer maxRetries,
            @Nullable Duration maxRetryDuration,
            @Nullable Double requestsPerSecond,
            @Nullable Boolean logRequests,
            @Nullable Boolean logResponses)
            implements ConnectionProperties {

        @Override
        public String toString() {
            return "EmbeddingModelProperties[baseUrl=" + baseUrl + "]";
        }
    }
}
