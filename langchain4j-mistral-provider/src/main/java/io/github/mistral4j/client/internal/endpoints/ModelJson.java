package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.ModelCard;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the server has of models. */
public final class ModelJson {

    private ModelJson() {}

    /** The cards of a list, those without an id left out; null where there is no list. */
    public static @Nullable List<ModelCard> cards(Map<String, @Nullable Object> body) {
        Fields fields = new Fields(body);
        if (!fields.has("data")) {
            return null;
        }
        List<ModelCard> cards = new ArrayList<>();
        for (Fields object : fields.objects("data")) {
            ModelCard card = card(object.map());
            if (card != null) {
                cards.add(card);
            }
        }
        return cards;
    }

    /** Null where it has no id. */
    public static @Nullable ModelCard card(Map<String, @Nullable Object> body) {
        Fields card = new Fields(body);
        String id = card.text("id");
        return id == null
                ? null
                : new ModelCard(
                        id,
                        card.text("name"),
                        card.text("description"),
                        card.number("created"),
                        card.text("owned_by"),
                        capabilities(card.object("capabilities")),
                        card.integer("max_context_length"),
                        card.texts("aliases"),
                        card.text("deprecation"),
                        card.text("deprecation_replacement_model"),
                        card.decimal("default_model_temperature"),
                        card.text("type"),
                        card.text("billing_model_name"),
                        map(card.object("audio_transcription_capabilities")),
                        map(card.object("audio_speech_capabilities")));
    }

    private static Set<String> capabilities(@Nullable Fields fields) {
        Set<String> capabilities = new LinkedHashSet<>();
        map(fields).forEach((name, has) -> {
            if (Boolean.TRUE.equals(has)) {
                capabilities.add(name);
            }
        });
        return capabilities;
    }

    private static Map<String, @Nullable Object> map(@Nullable Fields fields) {
        return fields == null ? Map.of() : fields.map();
    }
}
