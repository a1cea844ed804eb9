package io.github.mistral4j.suites;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.common.AbstractEmbeddingModelIT;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralEmbeddingModelName;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.MistralRequests;
import io.github.mistral4j.testserver.MistralTestServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** The suite on codestral-embed, Mistral's model whose vectors can be cut. */
class MistralEmbeddingModelIT extends AbstractEmbeddingModelIT {

    private final MistralTestServer mistral = MistralTestServer.start();
    private final MistralClient client = client(MistralTestServer.API_KEY);
    private final MistralClient clientWithWrongKey = client("a-wrong-key");
    private final EmbeddingModel model = builder(client).build();

    private MistralClient client(String key) {
        return MistralClient.builder().baseUrl(mistral.baseUrl()).apiKey(key).build();
    }

    private static MistralEmbeddingModel.Builder builder(MistralClient client) {
        return MistralEmbeddingModel.builder().client(client).modelName(MistralEmbeddingModelName.CODESTRAL_EMBED);
    }

    @AfterAll
    void verifyRequests() {
        client.close();
        clientWithWrongKey.close();
        mistral.close();
        MistralRequests.verify(mistral);
    }

    @Override
    protected List<EmbeddingModel> models() {
        return List.of(model);
    }

    @Override
    protected EmbeddingModel modelWith(EmbeddingModelListener listener) {
        return builder(client).listeners(listener).build();
    }

    @Override
    protected EmbeddingModel failingModelWith(EmbeddingModelListener listener) {
        return builder(clientWithWrongKey).listeners(listener).build();
    }

    // The API has no field for it: queries and documents get the same vectors.
    @Override
    protected boolean supportsInputTypeParameter() {
        return false;
    }

    // The API embeds text only.
    @Override
    protected boolean supportsImageInput() {
        return false;
    }
}
