package io.github.mistral4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.catalog.ModelCatalog;
import dev.langchain4j.model.catalog.ModelDescription;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.api.ModelCard;
import io.github.mistral4j.internal.ClientHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The models that a key can use, from {@code GET /v1/models}.
 *
 * <pre>{@code
 * try (MistralModelCatalog catalog = MistralModelCatalog.builder().build()) {
 *     catalog.models().forEach(model -> System.out.println(model.id() + " " + model.capabilities()));
 * }
 * }</pre>
 */
public final class MistralModelCatalog implements ModelCatalog, AutoCloseable {

    private final ClientHandle handle;

    private MistralModelCatalog(ClientHandle handle) {
        this.handle = handle;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * One entry a model; its aliases stand at the end of the description.
     *
     * @throws dev.langchain4j.exception.LangChain4jException as {@link #models()}
     */
    @Override
    public List<ModelDescription> listModels() {
        return models().stream().map(MistralModelCatalog::describe).toList();
    }

    /**
     * The same with everything that the API says of a model.
     *
     * @throws dev.langchain4j.exception.AuthenticationException when the key is missing or refused
     * @throws dev.langchain4j.exception.LangChain4jException of the kinds that {@link MistralChatModel} names, when the call fails
     */
    public List<MistralModel> models() {
        List<ModelCard> cards;
        try {
            cards = handle.client().listModels().body();
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
        // The API lists each alias as a model of its own; what belongs together has the same name.
        Map<String, List<ModelCard>> groups = new LinkedHashMap<>();
        for (ModelCard card : cards) {
            groups.computeIfAbsent(card.name() == null ? card.id() : card.name(), name -> new ArrayList<>())
                    .add(card);
        }
        return groups.entrySet().stream()
                .map(group -> fold(group.getKey(), group.getValue()))
                .toList();
    }

    private static MistralModel fold(String name, List<ModelCard> cards) {
        ModelCard main = cards.stream()
                .filter(card -> card.id().equals(name))
                .findFirst()
                .orElse(cards.get(0));
        List<String> aliases = new ArrayList<>();
        for (ModelCard card : cards) {
            add(card.id(), main, aliases);
            card.aliases().forEach(alias -> add(alias, main, aliases));
        }
        return MistralModel.of(main.id(), aliases, main);
    }

    private static void add(String alias, ModelCard main, List<String> aliases) {
        if (!alias.equals(main.id()) && !aliases.contains(alias)) {
            aliases.add(alias);
        }
    }

    private static ModelDescription describe(MistralModel model) {
        return ModelDescription.builder()
                .name(model.id())
                .description(description(model))
                .provider(ModelProvider.MISTRAL_AI)
                .type(model.type())
                .maxInputTokens(model.maxContextLength())
                .owner(model.ownedBy())
                .createdAt(created(model.created()))
                .build();
    }

    private static @Nullable String description(MistralModel model) {
        if (model.aliases().isEmpty()) {
            return model.description();
        }
        String aliases = "Also called " + String.join(", ", model.aliases()) + ".";
        return model.description() == null ? aliases : model.description() + " " + aliases;
    }

    private static @Nullable Instant created(@Nullable Long seconds) {
        return seconds == null || seconds == 0 ? null : Instant.ofEpochSecond(seconds);
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.MISTRAL_AI;
    }

    /** Closes the client, unless it is a shared one. */
    @Override
    public void close() {
        handle.close();
    }

    /** Collects the settings of a catalog. */
    public static final class Builder extends ModelBuilder<Builder> {

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * The catalog.
         *
         * @throws IllegalArgumentException when an API key is needed and missing, or settings contradict each other
         */
        public MistralModelCatalog build() {
            return new MistralModelCatalog(clientHandle());
        }
    }
}
