package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as {@code GET /v1/models} describes it. Every alias has a card of its own.
 *
 * @param name the same for a model and all its aliases
 * @param created seconds since 1970-01-01T00:00Z, often 0; not a release date
 * @param ownedBy {@code owned_by}
 * @param capabilities the flags that are true, such as {@code completion_chat}, {@code vision}, {@code function_calling};
 *     embedding models have none
 * @param maxContextLength {@code max_context_length} in tokens
 * @param deprecation ISO 8601 date and time from which the model is gone
 * @param deprecationReplacementModel {@code deprecation_replacement_model}
 * @param defaultModelTemperature {@code default_model_temperature}
 * @param type {@code base} or {@code fine-tuned}
 * @param billingModelName {@code billing_model_name}: whose price holds
 * @param audioTranscriptionCapabilities {@code audio_transcription_capabilities}, such as {@code languages}, as the JSON object that
 *     it is; empty where there are none
 * @param audioSpeechCapabilities {@code audio_speech_capabilities}, such as {@code response_formats}, likewise
 */
public record ModelCard(
        String id,
        @Nullable String name,
        @Nullable String description,
        @Nullable Long created,
        @Nullable String ownedBy,
        Set<String> capabilities,
        @Nullable Integer maxContextLength,
        List<String> aliases,
        @Nullable String deprecation,
        @Nullable String deprecationReplacementModel,
        @Nullable Double defaultModelTemperature,
        @Nullable String type,
        @Nullable String billingModelName,
        Map<String, @Nullable Object> audioTranscriptionCapabilities,
        Map<String, @Nullable Object> audioSpeechCapabilities) {

    public ModelCard {
        requireNonNull(id, "id");
        capabilities = Set.copyOf(capabilities);
        aliases = List.copyOf(aliases);
        requireNonNull(audioTranscriptionCapabilities, "audioTranscriptionCapabilities");
        requireNonNull(audioSpeechCapabilities, "audioSpeechCapabilities");
    }
}
