package io.github.mistral4j.spring;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.language.StreamingLanguageModel;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.moderation.listener.ModerationModelListener;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.completion.MistralFimModel;
import io.github.mistral4j.completion.MistralStreamingFimModel;
import io.github.mistral4j.moderation.MistralModerationModel;
import io.github.mistral4j.ocr.MistralOcrModel;
import io.github.mistral4j.spring.ModelOptions.AnnotationFormat;
import io.github.mistral4j.spring.ModelOptions.FimOptions;
import io.github.mistral4j.spring.ModelOptions.ModerationOptions;
import io.github.mistral4j.spring.ModelOptions.OcrOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** Moderation, gaps in code, OCR. */
@Configuration(proxyBeanMethods = false)
final class MistralTextConfiguration {

    @Bean
    @ConditionalOnMissingBean(ModerationModel.class)
    @ConditionalOnMistralGroup("moderation-model")
    MistralModerationModel mistralAiModerationModel(
            MistralProperties properties,
            ModelOptions options,
            MistralClients clients,
            ObjectProvider<ModerationModelListener> listeners,
            ObjectProvider<OwnListeners> own) {
        ModerationOptions group = options.moderationModel();
        return clients.model("moderation-model", properties.moderationModel(), client -> {
            MistralModerationModel.Builder builder = MistralModerationModel.builder()
                    .client(client)
                    .modelName(group.modelName())
                    .categories(group.categories())
                    .listeners(MistralAutoConfiguration.inOrder(listeners, own, OwnListeners::moderation));
            group.thresholds().forEach(builder::threshold);
            return builder.build();
        });
    }

    @Bean
    @ConditionalOnMissingBean(LanguageModel.class)
    @ConditionalOnMistralGroup("fim-model")
    MistralFimModel mistralAiFimModel(MistralProperties properties, ModelOptions options, MistralClients clients) {
        FimOptions group = options.fimModel();
        return clients.model(
                "fim-model",
                properties.fimModel(),
                client -> MistralFimModel.builder()
                        .client(client)
                        .modelName(group.modelName())
                        .temperature(group.temperature())
                        .maxTokens(group.maxTokens())
                        .minTokens(group.minTokens())
                        .topP(group.topP())
                        .randomSeed(group.randomSeed())
                        .stopSequences(group.stops())
                        .metadata(group.metadata())
                        .promptCacheKey(group.promptCacheKey())
                        .build());
    }

    @Bean
    @ConditionalOnMissingBean(StreamingLanguageModel.class)
    @ConditionalOnMistralGroup("streaming-fim-model")
    MistralStreamingFimModel mistralAiStreamingFimModel(
            MistralProperties properties, ModelOptions options, MistralClients clients) {
        FimOptions group = options.streamingFimModel();
        return clients.model(
                "streaming-fim-model",
                properties.streamingFimModel(),
                client -> MistralStreamingFimModel.builder()
                        .client(client)
                        .modelName(group.modelName())
                        .temperature(group.temperature())
                        .maxTokens(group.maxTokens())
                        .minTokens(group.minTokens())
                        .topP(group.topP())
                        .randomSeed(group.randomSeed())
                        .stopSequences(group.stops())
                        .metadata(group.metadata())
                        .promptCacheKey(group.promptCacheKey())
                        .build());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnMistralGroup("ocr-model")
    MistralOcrModel mistralAiOcrModel(MistralProperties properties, ModelOptions options, MistralClients clients) {
        return clients.model("ocr-model", properties.ocrModel(), client -> ocr(client, options.ocrModel()));
    }

    private static MistralOcrModel ocr(MistralClient client, OcrOptions group) {
        MistralOcrModel.Builder builder = MistralOcrModel.builder()
                .client(client)
                .modelName(group.modelName())
                .pages(group.pages())
                .tableFormat(group.tableFormat())
                .includeImageBase64(group.includeImageBase64())
                .imageLimit(group.imageLimit())
                .imageMinSize(group.imageMinSize())
                .extractHeader(group.extractHeader())
                .extractFooter(group.extractFooter())
                .includeBlocks(group.includeBlocks())
                .confidenceScoresGranularity(group.confidenceScoresGranularity())
                .documentAnnotationPrompt(group.documentAnnotationPrompt());
        AnnotationFormat document = group.documentAnnotationFormat();
        if (document != null) {
            builder.documentAnnotationFormat(document.name(), read(document.schema()));
        }
        AnnotationFormat image = group.bboxAnnotationFormat();
        if (image != null) {
            builder.bboxAnnotationFormat(image.name(), read(image.schema()));
        }
        return builder.build();
    }

    private static Map<String, @Nullable Object> read(@Nullable Resource schema) {
        if (schema == null) {
            throw new IllegalArgumentException("the format of an annotation needs a schema");
        }
        try (InputStream text = schema.getInputStream()) {
            return new ObjectMapper().readValue(text, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("the schema " + schema + " cannot be read", e);
        }
    }
}
