package io.github.mistral4j.suites;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.catalog.AbstractModelCatalogIT;
import dev.langchain4j.model.catalog.ModelCatalog;
import io.github.mistral4j.MistralModelCatalog;
import io.github.mistral4j.testing.MistralRequests;
import io.github.mistral4j.testserver.MistralTestServer;
import org.junit.jupiter.api.AfterEach;

class MistralModelCatalogIT extends AbstractModelCatalogIT {

    private final MistralTestServer mistral = MistralTestServer.start();

    @AfterEach
    void verifyRequests() {
        mistral.close();
        MistralRequests.verify(mistral);
    }

    @Override
    protected ModelCatalog createModelCatalog() {
        return MistralModelCatalog.builder()
                .baseUrl(mistral.baseUrl())
                .apiKey(MistralTestServer.API_KEY)
                .build();
    }

    @Override
    protected ModelProvider expectedProvider() {
        return ModelProvider.MISTRAL_AI;
    }
}
