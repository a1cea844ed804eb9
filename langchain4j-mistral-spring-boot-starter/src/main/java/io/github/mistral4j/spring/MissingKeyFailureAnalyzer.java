package io.github.mistral4j.spring;

import static io.github.mistral4j.spring.MistralProperties.PREFIX;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** A model is asked for that is not there since its group has no key. */
final class MissingKeyFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException>
        implements Ordered {

    /** By name, since some of the interfaces are experimental. */
    private static final Map<String, String> GROUPS = Map.ofEntries(
            Map.entry("dev.langchain4j.model.chat.ChatModel", "chat-model"),
            Map.entry("dev.langchain4j.model.chat.StreamingChatModel", "streaming-chat-model"),
            Map.entry("dev.langchain4j.model.embedding.EmbeddingModel", "embedding-model"),
            Map.entry("dev.langchain4j.model.moderation.ModerationModel", "moderation-model"),
            Map.entry("dev.langchain4j.model.language.LanguageModel", "fim-model"),
            Map.entry("dev.langchain4j.model.language.StreamingLanguageModel", "streaming-fim-model"),
            Map.entry("io.github.mistral4j.ocr.MistralOcrModel", "ocr-model"),
            Map.entry("dev.langchain4j.model.audio.AudioTranscriptionModel", "audio-transcription-model"),
            Map.entry("dev.langchain4j.model.audio.TextToSpeechModel", "text-to-speech-model"),
            Map.entry("dev.langchain4j.model.chat.BatchChatModel", "batch-chat-model"),
            Map.entry("dev.langchain4j.model.embedding.BatchEmbeddingModel", "batch-embedding-model"));

    private final Environment environment;

    MissingKeyFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        Class<?> type = cause.getResolvableType() == null
                ? null
                : cause.getResolvableType().resolve();
        String group = type == null
                ? null
                : Stream.concat(Stream.of(type), ClassUtils.getAllInterfacesForClassAsSet(type).stream())
                        .map(one -> GROUPS.get(one.getName()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        if (type == null || group == null || cause.getNumberOfBeansFound() > 0) {
            return null;
        }
        boolean named = OnMistralGroup.isSet(environment, group, "model-name");
        return new FailureAnalysis(
                "There is no " + type.getSimpleName() + ": " + PREFIX + "." + group
                        + (named ? " has a model-name, but no key." : " has no key and no model-name."),
                "Set " + PREFIX + ".client.api-key, for example to ${MISTRAL_API_KEY}"
                        + (named ? "" : ", and " + PREFIX + "." + group + ".model-name")
                        + "; or " + PREFIX + "." + group + ".api-key for this model alone.",
                rootFailure);
    }

    /** Before Spring Boot's own, which does not know what the bean is made of. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
