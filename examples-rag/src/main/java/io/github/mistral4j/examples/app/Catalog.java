package io.github.mistral4j.examples.app;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import io.github.mistral4j.MistralModel;
import io.github.mistral4j.MistralModelCatalog;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.examples.routing.AvailableModels;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the servers list under {@code /models}.
 *
 * @param embedders of the server for embeddings, most often the same
 * @param listed false when the server has no such list, as some on-premises servers do
 * @param named whether the user named the model for chat: then it is asked for even when it is not listed
 */
public record Catalog(List<MistralModel> models, List<MistralModel> embedders, boolean listed, boolean named) {

    public static Catalog of(Api api) {
        Optional<List<MistralModel>> models = list(api.client());
        List<MistralModel> embedders = api.embeddingClient() == api.client()
                ? models.orElse(List.of())
                : list(api.embeddingClient()).orElse(List.of());
        boolean named = api.settings().chatModel() != null;
        return new Catalog(models.orElse(List.of()), embedders, models.isPresent(), named);
    }

    private static Optional<List<MistralModel>> list(MistralClient client) {
        MistralModelCatalog catalog =
                MistralModelCatalog.builder().client(client).build();
        try {
            return Optional.of(catalog.models());
        } catch (ModelNotFoundException | InvalidRequestException e) {
            return Optional.empty();
        }
    }

    public AvailableModels available() {
        if (!listed || named) {
            return AvailableModels.unknown();
        }
        Set<String> ids = new HashSet<>();
        models.forEach(model -> {
            ids.add(model.id());
            ids.addAll(model.aliases());
        });
        return AvailableModels.of(ids);
    }

    public Optional<MistralModel> find(String name) {
        return models.stream().filter(model -> model.isNamed(name)).findFirst();
    }

    /** Whether no language model answers under that name. */
    boolean isStandIn(String name) {
        return find(name).filter(model -> "stand-in".equals(model.ownedBy())).isPresent();
    }

    /** What really makes the vectors when {@code name} is asked for. */
    String embeddingSpace(String name) {
        return embedders.stream()
                .filter(model -> model.isNamed(name))
                .findFirst()
                .map(MistralModel::id)
                .orElse(name);
    }
}
