package io.github.mistral4j.suites;

import static io.github.mistral4j.MistralChatModelName.MINISTRAL_8B_LATEST;
import static io.github.mistral4j.MistralChatModelName.MISTRAL_SMALL_LATEST;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.common.AbstractChatModelIT;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatRequestParameters;
import io.github.mistral4j.MistralChatResponseMetadata;
import io.github.mistral4j.MistralTokenUsage;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.MistralRequests;
import io.github.mistral4j.testing.Script;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ToolCallStreaming;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

class MistralChatModelIT extends AbstractChatModelIT {

    private final MistralTestServer mistral = Script.of("chat").serve(ToolCallStreaming.ONE_EVENT);
    final MistralClient client = MistralClient.builder()
            .baseUrl(mistral.baseUrl())
            .apiKey(MistralTestServer.API_KEY)
            .build();
    private final ChatModel model = MistralChatModel.builder()
            .client(client)
            .modelName(MISTRAL_SMALL_LATEST)
            .build();

    @AfterAll
    void verifyRequests() {
        client.close();
        mistral.close();
        MistralRequests.verify(mistral);
    }

    @Override
    protected List<ChatModel> models() {
        return List.of(model);
    }

    @Override
    protected ChatModel createModelWith(ChatRequestParameters parameters) {
        MistralChatModel.Builder builder = MistralChatModel.builder().client(client);
        if (parameters.modelName() == null) {
            builder.modelName(MISTRAL_SMALL_LATEST);
        }
        return builder.defaultRequestParameters(parameters).build();
    }

    @Override
    protected String customModelName() {
        return MINISTRAL_8B_LATEST;
    }

    @Override
    protected ChatRequestParameters createIntegrationSpecificParameters(int maxOutputTokens) {
        return MistralChatRequestParameters.builder()
                .maxOutputTokens(maxOutputTokens)
                .build();
    }

    @Override
    protected Class<? extends ChatResponseMetadata> chatResponseMetadataType(ChatModel model) {
        return MistralChatResponseMetadata.class;
    }

    @Override
    protected Class<? extends TokenUsage> tokenUsageType(ChatModel model) {
        return MistralTokenUsage.class;
    }

    // Without @Override: the suite of core 1.19 does not know it.
    protected boolean supportsChatAsync() {
        return true;
    }
}
