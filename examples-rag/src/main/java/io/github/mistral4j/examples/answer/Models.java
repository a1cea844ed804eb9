package io.github.mistral4j.examples.answer;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.examples.routing.RoutingTable;
import io.github.mistral4j.examples.routing.TaskParameters;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's models over Mistral's client. The client holds the connections, the rate limit and the retries, so models are
 * cheap and made where they are needed.
 */
public final class Models {

    private final MistralClient client;
    private final RoutingTable table;
    private final MistralClient embeddingClient;
    private final @Nullable Integer embeddingBatch;

    public Models(MistralClient client, RoutingTable table) {
        this(client, client, null, table);
    }

    /** @param embeddingBatch most texts in a request, null for the default */
    public Models(
            MistralClient client, MistralClient embeddingClient, @Nullable Integer embeddingBatch, RoutingTable table) {
        this.client = client;
        this.embeddingClient = embeddingClient;
        this.embeddingBatch = embeddingBatch;
        this.table = table;
    }

    public EmbeddingModel embedding() {
        return MistralEmbeddingModel.builder()
                .client(embeddingClient)
                .modelName(table.embeddingModel())
                .maxSegmentsPerBatch(embeddingBatch)
                .build();
    }

    /** For rewriting and routing: temperature 0, because the same question should find the same passages and model. */
    public ChatModel deciding(String model) {
        return MistralChatModel.builder()
                .client(client)
                .modelName(model)
                .temperature(0.0)
                .maxTokens(200)
                .build();
    }

    StreamingChatModel answering(String model, TaskParameters wanted) {
        TaskParameters parameters = wanted.forModel(table.model(model));
        MistralStreamingChatModel.Builder builder =
                MistralStreamingChatModel.builder().client(client).modelName(model);
        if (parameters.temperature() != null) {
            builder.temperature(parameters.temperature());
        }
        if (parameters.topP() != null) {
            builder.topP(parameters.topP());
        }
        if (parameters.maxTokens() != null) {
            builder.maxTokens(parameters.maxTokens());
        }
        if (parameters.reasoningEffort() != null) {
            builder.reasoningEffort(parameters.reasoningEffort());
        }
        return builder.build();
    }
}
