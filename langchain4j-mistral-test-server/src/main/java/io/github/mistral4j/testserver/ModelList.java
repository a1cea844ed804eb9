package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The models that the server has; each is known under its aliases too. */
final class ModelList {

    private final JsonNode list;
    private final Map<String, JsonNode> cards = new HashMap<>();

    ModelList(JsonNode list) {
        this.list = list;
        for (JsonNode card : list.path("data")) {
            card.path("aliases").forEach(alias -> cards.putIfAbsent(alias.asText(), card));
        }
        list.path("data").forEach(card -> cards.put(card.path("id").asText(), card));
    }

    /** Mistral's models of November 2026. */
    static JsonNode standard() {
        try (InputStream in = Objects.requireNonNull(ModelList.class.getResourceAsStream("models.json"))) {
            return ReceivedRequest.JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply answer(Endpoint endpoint, String id) {
        if (endpoint == Endpoint.MODELS) {
            return Reply.json(200, list);
        }
        JsonNode card = cards.get(id);
        return card == null
                ? Violation.answer(List.of(Violation.of(404, "not_found", null, "Model " + id + " was not found.")))
                : Reply.json(200, card);
    }

    /** The name of the model when it cannot do what is asked; null when it can. */
    @Nullable
    String invalid(Endpoint endpoint, ReceivedRequest request) {
        String capability = switch (endpoint) {
            case CHAT_COMPLETIONS, RESPONSES, INPUT_TOKENS -> "completion_chat";
            case FIM_COMPLETIONS -> "completion_fim";
            case MODERATIONS, CHAT_MODERATIONS -> "moderation";
            case OCR -> "ocr";
            case TRANSCRIPTIONS -> "audio_transcription";
            case SPEECH -> "audio_speech";
            case EMBEDDINGS -> "";
            default -> null;
        };
        String model = endpoint == Endpoint.TRANSCRIPTIONS
                ? request.part("model").get(0)
                : request.json().path("model").asText();
        if (capability == null || model.isEmpty() || model.equals("null")) {
            return null;
        }
        JsonNode card = cards.get(model);
        boolean able = card != null
                && (capability.isEmpty()
                        ? model.contains("embed")
                        : card.path("capabilities").path(capability).asBoolean());
        return able ? null : model;
    }
}
