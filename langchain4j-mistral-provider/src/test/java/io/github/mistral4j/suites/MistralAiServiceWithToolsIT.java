package io.github.mistral4j.suites;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.common.AbstractAiServiceWithToolsIT;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatModelName;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.MistralRequests;
import io.github.mistral4j.testing.Script;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ToolCallStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;

class MistralAiServiceWithToolsIT extends AbstractAiServiceWithToolsIT {

    private final MistralTestServer mistral = Script.of("ai-service-tools").serve(ToolCallStreaming.ONE_EVENT);
    private final MistralClient client = MistralClient.builder()
            .baseUrl(mistral.baseUrl())
            .apiKey(MistralTestServer.API_KEY)
            .build();
    private final ChatModel model = builder().build();
    private final ChatModel modelWithStrictTools = builder().strictTools(true).build();

    private MistralChatModel.Builder builder() {
        return MistralChatModel.builder().client(client).modelName(MistralChatModelName.MISTRAL_SMALL_LATEST);
    }

    @AfterAll
    void verifyRequests() {
        client.close();
        mistral.close();
        MistralRequests.verify(mistral);
    }

    @Override
    protected List<ChatModel> models() {
        return List.of(model, modelWithStrictTools);
    }

    @Override
    protected boolean supportsRecursion() {
        return true;
    }

    @Override
    protected boolean supportsMultimodalToolResults() {
        return true;
    }

    @Override
    protected boolean verifyModelInteractions() {
        return true;
    }

    // The suite would load its picture from the internet.
    @Override
    protected Image catImage() {
        try (InputStream png = Objects.requireNonNull(getClass().getResourceAsStream("/suites/cat.png"))) {
            return Image.builder()
                    .base64Data(Base64.getEncoder().encodeToString(png.readAllBytes()))
                    .mimeType("image/png")
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
