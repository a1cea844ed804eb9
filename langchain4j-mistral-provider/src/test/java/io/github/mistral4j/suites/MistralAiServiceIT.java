package io.github.mistral4j.suites;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.common.AbstractAiServiceIT;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatModelName;
import io.github.mistral4j.MistralTokenUsage;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.MistralRequests;
import io.github.mistral4j.testing.Script;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ToolCallStreaming;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

class MistralAiServiceIT extends AbstractAiServiceIT {

    private final MistralTestServer mistral = Script.of("chat").serve(ToolCallStreaming.ONE_EVENT);
    private final MistralClient client = MistralClient.builder()
            .baseUrl(mistral.baseUrl())
            .apiKey(MistralTestServer.API_KEY)
            .build();
    private final ChatModel model = MistralChatModel.builder()
            .client(client)
            .modelName(MistralChatModelName.MISTRAL_SMALL_LATEST)
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
    protected Class<? extends TokenUsage> tokenUsageType(ChatModel model) {
        return MistralTokenUsage.class;
    }
}
