package io.github.mistral4j.examples.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The names the stand-in answers to. Their cards say what really answers. */
final class StandInModels {

    private static final String EXTRACTIVE = "Stand-in: quotes sentences from the prompt. No language model.";
    private static final String MINI_LM = "Stand-in: all-MiniLM-L6-v2, quantised, 384 dimensions, in this process.";

    private static final List<Model> MODELS = List.of(
            chat("mistral-medium-3-5", 262_144, 1.0, "mistral-medium-latest")
                    .with("reasoning")
                    .with("vision"),
            chat("mistral-small-2603", 262_144, 0.3, "mistral-small-latest")
                    .with("reasoning")
                    .with("vision"),
            chat("mistral-large-2512", 262_144, 0.3, "mistral-large-latest").with("vision"),
            chat("ministral-14b-2512", 262_144, 0.3, "ministral-14b-latest").with("vision"),
            chat("ministral-8b-2512", 262_144, 0.3, "ministral-8b-latest").with("vision"),
            chat("ministral-3b-2512", 131_072, 0.3, "ministral-3b-latest").with("vision"),
            chat("codestral-2508", 256_000, 0.3, "codestral-latest").with("completion_fim"),
            new Model("mistral-embed", List.of(LocalEmbeddings.MODEL), 8192, 0, List.of()));

    private record Model(String id, List<String> aliases, int context, double temperature, List<String> capabilities) {

        Model with(String capability) {
            List<String> more = new ArrayList<>(capabilities);
            more.add(capability);
            return new Model(id, aliases, context, temperature, more);
        }

        boolean isChat() {
            return capabilities.contains("completion_chat");
        }

        List<String> names() {
            List<String> names = new ArrayList<>(aliases);
            names.add(0, id);
            return names;
        }
    }

    private static Model chat(String id, int context, double temperature, String... aliases) {
        return new Model(id, List.of(aliases), context, temperature, List.of("completion_chat", "function_calling"));
    }

    private StandInModels() {}

    /** The answer of {@code GET /models}. */
    static ObjectNode list() {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        MODELS.forEach(model -> model.names().forEach(name -> data.add(card(model, name))));
        return list;
    }

    /** Every alias has a card of its own, which lists the others. */
    private static ObjectNode card(Model model, String name) {
        ObjectNode card = JsonNodeFactory.instance
                .objectNode()
                .put("id", name)
                .put("object", "model")
                .put("created", 0)
                .put("owned_by", "stand-in")
                .put("name", model.isChat() ? model.id() : LocalEmbeddings.MODEL)
                .put("description", model.isChat() ? EXTRACTIVE : MINI_LM)
                .put("max_context_length", model.context())
                .putNull("deprecation")
                .put("type", "base");
        ObjectNode capabilities = card.putObject("capabilities");
        model.capabilities().forEach(capability -> capabilities.put(capability, true));
        ArrayNode aliases = card.putArray("aliases");
        model.names().stream().filter(other -> !other.equals(name)).forEach(aliases::add);
        if (model.isChat()) {
            card.put("default_model_temperature", model.temperature());
        }
        return card;
    }
}
