package io.github.mistral4j.spring;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * What groups say of their models. It is bound from the same groups as {@link MistralProperties}, which has what they say of
 * their clients, so that this need not stand in each of them.
 *
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
record ModelOptions(
        @DefaultValue ModerationOptions moderationModel,
        @DefaultValue FimOptions fimModel,
        @DefaultValue FimOptions streamingFimModel,
        @DefaultValue OcrOptions ocrModel,
        @DefaultValue TranscriptionOptions audioTranscriptionModel,
        @DefaultValue SpeechOptions textToSpeechModel,
        @DefaultValue BatchChatOptions batchChatModel,
        @DefaultValue BatchEmbeddingOptions batchEmbeddingModel) {

    /**
     * The options of the moderation model.
     *
     * @param modelName Id or alias of the model. mistral-moderation-2603 by default.
     * @param categories The categories that count, by the server's names. All by default.
     * @param thresholds For a category, from which score on a text is flagged, 0 to 1, in the place of the server's.
     */
    record ModerationOptions(
            @Nullable String modelName,
            @Nullable Set<String> categories,
            @DefaultValue Map<String, Double> thresholds) {}

    /**
     * The options of a model that fills gaps in code, streaming or not.
     *
     * @param modelName Id or alias of the model. codestral-latest by default.
     * @param temperature 0 to 1.5. The API's default is 0.3.
     * @param maxTokens The most tokens of an answer.
     * @param minTokens The fewest tokens of an answer.
     * @param topP Above 0 and at most 1.
     * @param randomSeed The same seed gives the same answer as far as the server can.
     * @param stop Texts that end the answer.
     * @param stopSequences The same as stop, and wins over it.
     * @param metadata Free entries that are kept with the call.
     * @param promptCacheKey Groups calls that begin alike.
     */
    record FimOptions(
            @Nullable String modelName,
            @Nullable Double temperature,
            @Nullable Integer maxTokens,
            @Nullable Integer minTokens,
            @Nullable Double topP,
            @Nullable Integer randomSeed,
            @Nullable List<String> stop,
            @Nullable List<String> stopSequences,
            @Nullable Map<String, Object> metadata,
            @Nullable String promptCacheKey) {

        @Nullable
        List<String> stops() {
            return stopSequences == null ? stop : stopSequences;
        }
    }

    /**
     * The options of the model that reads documents.
     *
     * @param modelName Id or alias of the model. mistral-ocr-latest by default.
     * @param pages Such as 0-5 or 0,2-4, counted from 0. All by default.
     * @param tableFormat markdown or html. By default tables stay in the text.
     * @param includeImageBase64 Whether images come with their data. False by default.
     * @param imageLimit How many images at most.
     * @param imageMinSize The least size of an image in pixels.
     * @param extractHeader Whether the head of a page is taken out of its text. False by default.
     * @param extractFooter Whether the foot of a page is taken out of its text. False by default.
     * @param includeBlocks Whether the blocks of a page are told. True by default.
     * @param confidenceScoresGranularity page, block or word.
     * @param documentAnnotationFormat what to say of the document
     * @param documentAnnotationPrompt How to annotate the document. Needs document-annotation-format.
     * @param bboxAnnotationFormat what to say of each image
     */
    record OcrOptions(
            @Nullable String modelName,
            @Nullable String pages,
            @Nullable String tableFormat,
            @Nullable Boolean includeImageBase64,
            @Nullable Integer imageLimit,
            @Nullable Integer imageMinSize,
            @Nullable Boolean extractHeader,
            @Nullable Boolean extractFooter,
            @Nullable Boolean includeBlocks,
            @Nullable String confidenceScoresGranularity,
            @Nullable AnnotationFormat documentAnnotationFormat,
            @Nullable String documentAnnotationPrompt,
            @Nullable AnnotationFormat bboxAnnotationFormat) {}

    /**
     * What is asked of a document or of an image in it.
     *
     * @param name The name of the schema. annotation by default.
     * @param schema Where the JSON schema is, such as classpath:bill.json or file:bill.json.
     */
    record AnnotationFormat(
            @DefaultValue("annotation") String name,
            @Nullable Resource schema) {}

    /**
     * The options of the speech-to-text model.
     *
     * @param modelName Id or alias of the model. voxtral-mini-latest by default.
     * @param language Two letters, such as de. By default the model finds out.
     * @param temperature 0 gives the likeliest text.
     * @param diarize Whether speakers are told apart. False by default.
     * @param contextBias Words that are likely to occur, at most 100.
     * @param timestampGranularities segment, word. None by default.
     */
    record TranscriptionOptions(
            @Nullable String modelName,
            @Nullable String language,
            @Nullable Double temperature,
            @Nullable Boolean diarize,
            @Nullable List<String> contextBias,
            @Nullable List<String> timestampGranularities) {}

    /**
     * The options of the text-to-speech model.
     *
     * @param modelName Id or alias of the model. voxtral-mini-tts-2603 by default.
     * @param voice Id of a saved voice.
     * @param refAudio A clip of the voice to speak with, base64.
     * @param responseFormat mp3, wav, pcm, flac or opus. mp3 by default.
     * @param expressiveness 1 or more, of Voxtral 3.
     */
    record SpeechOptions(
            @Nullable String modelName,
            @Nullable String voice,
            @Nullable String refAudio,
            @Nullable String responseFormat,
            @Nullable Double expressiveness) {}

    /**
     * What a batch job of chats has beside the properties of a chat model.
     *
     * @param timeoutHours When the server gives up, 1 to 168. 24 by default.
     */
    record BatchChatOptions(@Nullable Integer timeoutHours) {}

    /**
     * The options of embeddings in batch jobs.
     *
     * @param modelName Id or alias of the model. mistral-embed by default.
     * @param timeoutHours When the server gives up, 1 to 168. 24 by default.
     */
    record BatchEmbeddingOptions(
            @Nullable String modelName, @Nullable Integer timeoutHours) {}
}
