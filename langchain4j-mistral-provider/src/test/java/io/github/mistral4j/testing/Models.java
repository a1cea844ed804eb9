package io.github.mistral4j.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The models that the stand-in serves, from {@code suites/models.json}; each is known under its aliases too. */
final class Models {

    private final JsonNode list;
    private final Map<String, JsonNode> cards = new HashMap<>();

    Models() {
        try (InputStream in = Objects.requireNonNull(Models.class.getResourceAsStream("/suites/models.json"))) {
            list = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (JsonNode card : list.path("data")) {
            cards.put(card.path("id").asText(), card);
            card.path("aliases").forEach(alias -> cards.put(alias.asText(), card));
        }
    }

    String list() {
        return list.toString();
    }

    @Nullable
    JsonNode card(String id) {
        return cards.get(id);
    }

    boolean chats(String id) {
        JsonNode card = cards.get(id);
        return card != null && card.path("capabilities").path("completion_chat").asBoolean();
    }

    boolean embeds(String id) {
        return cards.containsKey(id) && id.contains("embed");
    }
}
