package io.github.mistral4j.examples.app;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import io.github.mistral4j.MistralModel;
import io.github.mistral4j.MistralModelCatalog;
import io.github.mistral4j.examples.routing.AvailableModels;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the server lists under {@code /models}.
 *
 * @param listed false when the server has no such list, as some on-premises servers do
 */
public record Catalog(List<MistralModel> models, boolean listed) {

    public static Catalog of(Api api) {
        MistralModelCatalog catalog =
                MistralModelCatalog.builder().client(api.client()).build();
        try {
            return new Catalog(catalog.models(), true);
        } catch (ModelNotFoundException | InvalidRequestException e) {
            return new Catalog(List.of(), false);
        }
    }

    public AvailableModels available() {
        if (!listed) {
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

    /** What really makes the vectors when {@code name} is asked for. */
    String embeddingSpace(String name) {
        return find(name).map(MistralModel::id).orElse(name);
    }
}
