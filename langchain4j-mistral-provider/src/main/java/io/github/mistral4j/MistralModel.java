package io.github.mistral4j;

import dev.langchain4j.model.catalog.ModelType;
import io.github.mistral4j.client.api.ModelCard;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as the API lists it, all its names in one entry.
 *
 * @param id the name to pin; each of the aliases works as well
 * @param aliases its other names
 * @param type null where the server says nothing that tells it, as gateways do
 * @param capabilities what it can do, in the API's words: {@code completion_chat}, {@code vision}, {@code function_calling},
 *     {@code reasoning} and others; embedding models have none
 * @param maxContextLength {@code max_context_length} in tokens
 * @param deprecation when it goes away, ISO 8601; null when that is not known
 * @param deprecationReplacementModel what to use then
 * @param defaultTemperature {@code default_model_temperature}: what holds when a request sets none
 */
public record MistralModel(
        String id,
        @Nullable ModelType type,
        @Nullable String description,
        @Nullable String ownedBy,
        List<String> aliases,
        Set<String> capabilities,
        @Nullable Integer maxContextLength,
        @Nullable String deprecation,
        @Nullable String deprecationReplacementModel,
        @Nullable Double defaultTemperature,
        @Nullable Long created) {

    public MistralModel {
        aliases = List.copyOf(aliases);
        capabilities = Set.copyOf(capabilities);
    }

    static MistralModel of(String id, List<String> aliases, ModelCard card) {
        return new MistralModel(
                id,
                type(id, card.capabilities()),
                card.description(),
                card.ownedBy(),
                aliases,
                card.capabilities(),
                card.maxContextLength(),
                card.deprecation(),
                card.deprecationReplacementModel(),
                card.defaultModelTemperature(),
                card.created());
    }

    /** Whether it goes by this name. */
    public boolean isNamed(String name) {
        return id.equals(name) || aliases.contains(name);
    }

    // Cards of OCR and speech models claim tools and vision, but not chat; no flag marks embedding models.
    private static @Nullable ModelType type(String id, Set<String> capabilities) {
        if (capabilities.contains("completion_chat")) {
            return ModelType.CHAT;
        } else if (capabilities.contains("moderation")) {
            return ModelType.MODERATION;
        } else if (capabilities.contains("audio_transcription")
                || capabilities.contains("audio_transcription_realtime")) {
            return ModelType.AUDIO_TRANSCRIPTION;
        } else if (capabilities.contains("audio_speech")) {
            return ModelType.AUDIO_GENERATION;
        }
        if (id.contains("embed")) {
            return ModelType.EMBEDDING;
        }
        return capabilities.isEmpty() ? null : ModelType.OTHER;
    }
}
