package io.github.mistral4j.spring;

import dev.langchain4j.model.chat.BatchChatModel;
import dev.langchain4j.model.embedding.BatchEmbeddingModel;
import io.github.mistral4j.batch.MistralBatchChatModel;
import io.github.mistral4j.batch.MistralBatchEmbeddingModel;
import io.github.mistral4j.spring.MistralProperties.ChatModelProperties;
import io.github.mistral4j.spring.ModelOptions.BatchEmbeddingOptions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Batch jobs. LangChain4j's interfaces are experimental, so a version without them is no failure. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({BatchChatModel.class, BatchEmbeddingModel.class})
final class MistralBatchConfiguration {

    @Bean
    @ConditionalOnMissingBean(BatchChatModel.class)
    @ConditionalOnMistralGroup("batch-chat-model")
    MistralBatchChatModel mistralAiBatchChatModel(
            MistralProperties properties, ModelOptions options, MistralClients clients) {
        ChatModelProperties group = properties.batchChatModel();
        return clients.model(
                "batch-chat-model",
                group,
                client -> MistralBatchChatModel.builder()
                        .client(client)
                        .defaultRequestParameters(MistralAutoConfiguration.parameters(group))
                        .supportedCapabilities(MistralAutoConfiguration.capabilities(group))
                        .timeoutHours(options.batchChatModel().timeoutHours())
                        .build());
    }

    @Bean
    @ConditionalOnMissingBean(BatchEmbeddingModel.class)
    @ConditionalOnMistralGroup("batch-embedding-model")
    MistralBatchEmbeddingModel mistralAiBatchEmbeddingModel(
            MistralProperties properties, ModelOptions options, MistralClients clients) {
        BatchEmbeddingOptions group = options.batchEmbeddingModel();
        return clients.model(
                "batch-embedding-model",
                properties.batchEmbeddingModel(),
                client -> MistralBatchEmbeddingModel.builder()
                        .client(client)
                        .modelName(group.modelName())
                        .timeoutHours(group.timeoutHours())
                        .build());
    }
}
