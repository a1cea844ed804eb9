package io.github.mistral4j.suites;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.common.AbstractStreamingAiServiceIT;
import io.github.mistral4j.MistralChatModelName;
import io.github.mistral4j.MistralChatResponseMetadata;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.MistralTokenUsage;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.MistralRequests;
import io.github.mistral4j.testing.Script;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ToolCallStreaming;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

abstract class StreamingAiServiceSuite extends AbstractStreamingAiServiceIT {

    private final MistralTestServer mistral;
    private final MistralClient client;
    private final StreamingChatModel model;

    StreamingAiServiceSuite(ToolCallStreaming toolCalls) {
        mistral = Script.of("chat", "ai-service-tools").serve(toolCalls);
        client = MistralClient.builder()
                .baseUrl(mistral.baseUrl())
                .apiKey(MistralTestServer.API_KEY)
                .build();
        model = MistralStreamingChatModel.builder()
                .client(client)
                .modelName(MistralChatModelName.MISTRAL_SMALL_LATEST)
                .build();
    }

    @AfterAll
    void verifyRequests() {
        client.close();
        mistral.close();
        MistralRequests.verify(mistral);
    }

    @Override
    protected List<StreamingChatModel> models() {
        return List.of(model);
    }

    @Override
    protected Class<? extends ChatResponseMetadata> chatResponseMetadataType(StreamingChatModel model) {
        return MistralChatResponseMetadata.class;
    }

    @Override
    protected Class<? extends TokenUsage> tokenUsageType(StreamingChatModel model) {
        return MistralTokenUsage.class;
    }
}
