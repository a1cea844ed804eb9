package io.github.mistral4j.spring;

import static io.github.mistral4j.spring.MistralProperties.PREFIX;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** A model is asked for that is not there since its group has no key. */
final class MissingKeyFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException>
        implements Ordered {

    private static final Map<Class<?>, String> GROUPS = Map.of(
            ChatModel.class, "chat-model",
            StreamingChatModel.class, "streaming-chat-model",
            EmbeddingModel.class, "embedding-model");

    private final Environment environment;

    MissingKeyFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        Class<?> type = cause.getResolvableType() == null
                ? null
                : cause.getResolvableType().resolve();
        String group = GROUPS.entrySet().stream()
                .filter(entry -> type != null && entry.getKey().isAssignableFrom(type))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (group == null || type == null || cause.getNumberOfBeansFound() > 0) {
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
