package io.github.mistral4j.suites.core120;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.AbstractStreamingChatModelPublisherListenerTest;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import io.github.mistral4j.MistralChatModelName;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.Script;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;

class MistralStreamingChatModelPublisherListenerTest extends AbstractStreamingChatModelPublisherListenerTest {

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : resources) {
            resource.close();
        }
    }

    @Override
    protected StreamingChatModel createModel(ChatModelListener listener, StreamScenario scenario) {
        Script script = conversation ->
                Reply.text("word ".repeat(scenario.contentChunks()).strip());
        Duration pause = Duration.ofMillis(scenario.spreadOverMillis() / Math.max(1, scenario.contentChunks()));
        MistralTestServer mistral = script.serve(pause);
        resources.push(mistral);
        MistralClient client = MistralClient.builder()
                .baseUrl(mistral.baseUrl())
                .apiKey(scenario.fail() ? "a-wrong-key" : MistralTestServer.API_KEY)
                .build();
        resources.push(client);
        return MistralStreamingChatModel.builder()
                .client(client)
                .modelName(MistralChatModelName.MISTRAL_SMALL_LATEST)
                .listeners(listener)
                .build();
    }
}
