package io.github.mistral4j.suites;

import static dev.langchain4j.model.chat.Capability.RESPONSE_FORMAT_JSON_SCHEMA;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.common.AbstractAiServiceWithJsonSchemaIT;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatModelName;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.MistralRequests;
import io.github.mistral4j.testing.Script;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ToolCallStreaming;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

class MistralAiServiceWithJsonSchemaIT extends AbstractAiServiceWithJsonSchemaIT {

    private final MistralTestServer mistral =
            Script.of("ai-service-json-schema").serve(ToolCallStreaming.ONE_EVENT);
    private final MistralClient client = MistralClient.builder()
            .baseUrl(mistral.baseUrl())
            .apiKey(MistralTestServer.API_KEY)
            .build();
    private final ChatModel strict = builder().build();
    private final ChatModel lenient = builder().strictJsonSchema(false).build();

    private MistralChatModel.Builder builder() {
        return MistralChatModel.builder()
                .client(client)
                .modelName(MistralChatModelName.MISTRAL_SMALL_LATEST)
                .supportedCapabilities(RESPONSE_FORMAT_JSON_SCHEMA);
    }

    @AfterAll
    void verifyRequests() {
        client.close();
        mistral.close();
        MistralRequests.verify(mistral);
    }

    @Override
    protected List<ChatModel> models() {
        return List.of(strict, lenient);
    }

    @Override
    protected boolean supportsRecursion() {
        return true;
    }

    @Override
    protected boolean isStrictJsonSchemaEnabled(ChatModel model) {
        return model == strict;
    }
}
