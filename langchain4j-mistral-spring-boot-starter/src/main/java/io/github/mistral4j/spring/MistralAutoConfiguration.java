package io.github.mistral4j.spring;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatRequestParameters;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.spring.MistralProperties.ChatModelProperties;
import io.github.mistral4j.spring.MistralProperties.EmbeddingModelProperties;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.util.ClassUtils;

/**
 * The models whose group has a key, or a name and a client to share, under the names that they have in LangChain4j's own starter.
 * There is never a second bean of one of LangChain4j's interfaces.
 */
@AutoConfiguration
@EnableConfigurationProperties({MistralProperties.class, ModelOptions.class})
@Import({
    MistralTextConfiguration.class,
    MistralAudioConfiguration.class,
    MistralBatchConfiguration.class,
    MistralHealthConfiguration.class,
    MistralSanitizingConfiguration.class,
    MistralObservationConfiguration.class
})
public final class MistralAutoConfiguration {

    @Bean
    MistralClients mistralClients(
            MistralProperties properties,
            ObjectProvider<MistralClient> shared,
            ObjectProvider<OkHttpClient> okHttpClient,
            ObjectProvider<TaskDecorator> taskDecorator,
            ObjectProvider<MistralClientCustomizer> customizers) {
        TaskDecorator decorator = taskDecorator.getIfUnique(MistralAutoConfiguration::contextPropagation);
        return new MistralClients(
                properties.client(),
                shared,
                okHttpClient.getIfUnique(),
                decorator == null ? null : decorator::decorate,
                customizers.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnMistralGroup("client")
    MistralClient mistralClient(MistralClients clients) {
        return clients.common();
    }

    @Bean
    @ConditionalOnMissingBean(ChatModel.class)
    @ConditionalOnMistralGroup("chat-model")
    MistralChatModel mistralAiChatModel(
            MistralProperties properties,
            MistralClients clients,
            ObjectProvider<ChatModelListener> listeners,
            ObjectProvider<OwnListeners> own) {
        ChatModelProperties group = properties.chatModel();
        return clients.model(
                "chat-model",
                group,
                client -> MistralChatModel.builder()
                        .client(client)
                        .defaultRequestParameters(parameters(group))
                        .supportedCapabilities(capabilities(group))
                        .listeners(inOrder(listeners, own, OwnListeners::chat))
                        .build());
    }

    @Bean
    @ConditionalOnMissingBean(StreamingChatModel.class)
    @ConditionalOnMistralGroup("streaming-chat-model")
    MistralStreamingChatModel mistralAiStreamingChatModel(
            MistralProperties properties,
            MistralClients clients,
            ObjectProvider<ChatModelListener> listeners,
            ObjectProvider<OwnListeners> own) {
        ChatModelProperties group = properties.streamingChatModel();
        return clients.model(
                "streaming-chat-model",
                group,
                client -> MistralStreamingChatModel.builder()
                        .client(client)
                        .defaultRequestParameters(parameters(group))
                        .supportedCapabilities(capabilities(group))
                        .listeners(inOrder(listeners, own, OwnListeners::chat))
                        .build());
    }

    @Bean
    @ConditionalOnMissingBean(EmbeddingModel.class)
    @ConditionalOnMistralGroup("embedding-model")
    MistralEmbeddingModel mistralAiEmbeddingModel(
            MistralProperties properties,
            MistralClients clients,
            ObjectProvider<EmbeddingModelListener> listeners,
            ObjectProvider<OwnListeners> own) {
        EmbeddingModelProperties group = properties.embeddingModel();
        return clients.model(
                "embedding-model",
                group,
                client -> MistralEmbeddingModel.builder()
                        .client(client)
                        .modelName(group.modelName())
                        .dimensions(group.dimensions())
                        .outputDtype(group.outputDtype())
                        .maxSegmentsPerBatch(group.maxSegmentsPerBatch())
                        .maxTokensPerBatch(group.maxTokensPerBatch())
                        .maxBatchesInFlight(group.maxBatchesInFlight())
                        .metadata(group.metadata())
                        .extraBody(group.extraBody())
                        .listeners(inOrder(listeners, own, OwnListeners::embedding))
                        .build());
    }

    static MistralChatRequestParameters parameters(ChatModelProperties group) {
        MistralChatRequestParameters.Builder parameters = MistralChatRequestParameters.builder();
        parameters
                .modelName(group.modelName())
                .temperature(group.temperature())
                .topP(group.topP())
                .topK(group.topK())
                .maxOutputTokens(group.maxTokens())
                .stopSequences(group.stopSequences())
                .frequencyPenalty(group.frequencyPenalty())
                .presencePenalty(group.presencePenalty())
                .toolChoice(group.toolChoice());
        if (group.responseFormat() != null) {
            parameters.responseFormat(group.responseFormat().responseFormat());
        }
        return parameters
                .safePrompt(group.safePrompt())
                .randomSeed(group.randomSeed())
                .parallelToolCalls(group.parallelToolCalls())
                .reasoningEffort(group.reasoningEffort())
                .promptCacheKey(group.promptCacheKey())
                .serviceTier(group.serviceTier())
                .metadata(group.metadata())
                .extraBody(group.extraBody())
                .minTokens(group.minTokens())
                .repetitionPenalty(group.repetitionPenalty())
                .logprobs(group.logprobs())
                .topLogprobs(group.topLogprobs())
                .promptLogprobs(group.promptLogprobs())
                .topPromptLogprobs(group.topPromptLogprobs())
                .strictJsonSchema(group.strictJsonSchema())
                .strictTools(group.strictTools())
                .returnThinking(group.returnThinking())
                .sendThinking(group.sendThinking())
                .bridgeUserAfterTool(group.bridgeUserAfterTool())
                .build();
    }

    /** What Micrometer knows of the caller comes along, where its library is there. */
    private static @Nullable TaskDecorator contextPropagation() {
        return ClassUtils.isPresent(
                        "io.micrometer.context.ContextSnapshotFactory", MistralAutoConfiguration.class.getClassLoader())
                ? new ContextPropagatingTaskDecorator()
                : null;
    }

    static Set<Capability> capabilities(ChatModelProperties group) {
        return group.supportedCapabilities() == null
                ? Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                : group.supportedCapabilities();
    }

    /** Those of the application first. */
    static <T> List<T> inOrder(
            ObjectProvider<T> listeners, ObjectProvider<OwnListeners> own, Function<OwnListeners, T> kind) {
        return Stream.concat(listeners.orderedStream(), own.orderedStream().map(kind))
                .toList();
    }
}
