package io.github.mistral4j.suites;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.catalog.AbstractModelCatalogIT;
import dev.langchain4j.model.catalog.ModelCatalog;
import io.github.mistral4j.MistralModelCatalog;
import io.github.mistral4j.testing.Script;
import io.github.mistral4j.testing.ScriptedMistral;
import io.github.mistral4j.testing.ToolCallStreaming;
import org.junit.jupiter.api.AfterEach;

class MistralModelCatalogIT extends AbstractModelCatalogIT {

    private final ScriptedMistral mistral = ScriptedMistral.start(Script.of(), ToolCallStreaming.ONE_EVENT);

    @AfterEach
    void verifyRequests() {
        mistral.close();
        mistral.verify();
    }

    @Override
    protected ModelCatalog createModelCatalog() {
        return MistralModelCatalog.builder()
                .baseUrl(mistral.baseUrl())
                .apiKey(ScriptedMistral.KEY)
                .build();
    }

    @Override
    protected ModelProvider expectedProvider() {
        return ModelProvider.MISTRAL_AI;
    }
}
