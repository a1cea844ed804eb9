package io.github.mistral4j.suites;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.common.AbstractChatModelListenerIT;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatModelName;
import io.github.mistral4j.testing.MistralRequests;
import io.github.mistral4j.testing.Script;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ToolCallStreaming;
import org.junit.jupiter.api.AfterEach;

class MistralChatModelListenerIT extends AbstractChatModelListenerIT {

    private final MistralTestServer mistral = Script.of("chat").serve(ToolCallStreaming.ONE_EVENT);

    @AfterEach
    void verifyRequests() {
        mistral.close();
        MistralRequests.verify(mistral);
    }

    private MistralChatModel model(String key, ChatModelListener listener) {
        return MistralChatModel.builder()
                .baseUrl(mistral.baseUrl())
                .apiKey(key)
                .modelName(modelName())
                .temperature(temperature())
                .topP(topP())
                .maxTokens(maxTokens())
                .listeners(listener)
                .build();
    }

    @Override
    protected ChatModel createModel(ChatModelListener listener) {
        return model(MistralTestServer.API_KEY, listener);
    }

    @Override
    protected ChatModel createFailingModel(ChatModelListener listener) {
        return model("a-wrong-key", listener);
    }

    @Override
    protected String modelName() {
        return MistralChatModelName.MISTRAL_SMALL_LATEST;
    }

    @Override
    protected Class<? extends Exception> expectedExceptionClass() {
        return AuthenticationException.class;
    }
}
