package io.github.mistral4j.client.internal.json;

import static io.github.mistral4j.client.internal.json.JsonRead.nextField;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.ModelCard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class ModelCardReader {

    private ModelCardReader() {}

    /** {@code {object: "list", data: […]}}, or the bare array of the API's published example; null where there is neither. */
    static @Nullable List<ModelCard> readList(JsonParser parser, ErrorFields others) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return cards(parser);
        }
        List<ModelCard> cards = null;
        while (nextField(parser)) {
            if (parser.currentName().equals("data") && parser.currentToken() == JsonToken.START_ARRAY) {
                cards = cards(parser);
            } else if (parser.currentName().equals("object")) {
                others.object(parser);
            } else {
                others.keep(parser.currentName(), parser);
            }
        }
        return others.sayError() ? null : cards;
    }

    private static List<ModelCard> cards(JsonParser parser) throws IOException {
        List<ModelCard> cards = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                ModelCard card = read(parser, new ErrorFields());
                if (card != null) {
                    cards.add(card);
                }
            } else {
                parser.skipChildren();
            }
        }
        return cards;
    }

    /** One card; null where it has no id. */
    static @Nullable ModelCard read(JsonParser parser, ErrorFields others) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        String id = null;
        String name = null;
        String description = null;
        Long created = null;
        String ownedBy = null;
        Set<String> capabilities = Set.of();
        Integer maxContextLength = null;
        List<String> aliases = List.of();
        String deprecation = null;
        String replacement = null;
        Double temperature = null;
        String type = null;
        String billing = null;
        while (nextField(parser)) {
            switch (parser.currentName()) {
                case "id" -> id = JsonRead.text(parser);
                case "name" -> name = JsonRead.text(parser);
                case "description" -> description = JsonRead.text(parser);
                case "created" -> created = JsonRead.number(parser);
                case "owned_by" -> ownedBy = JsonRead.text(parser);
                case "capabilities" -> capabilities = capabilities(parser);
                case "max_context_length" -> maxContextLength = JsonRead.integer(parser);
                case "aliases" -> aliases = texts(parser);
                case "deprecation" -> deprecation = JsonRead.text(parser);
                case "deprecation_replacement_model" -> replacement = JsonRead.text(parser);
                case "default_model_temperature" -> {
                    if (parser.currentToken().isNumeric()) {
                        temperature = parser.getDoubleValue();
                    } else {
                        parser.skipChildren();
                    }
                }
                case "type" -> type = JsonRead.text(parser);
                case "billing_model_name" -> billing = JsonRead.text(parser);
                default -> others.keep(parser.currentName(), parser);
            }
        }
        return id == null
                ? null
                : new ModelCard(
                        id,
                        name,
                        description,
                        created,
                        ownedBy,
                        capabilities,
                        maxContextLength,
                        aliases,
                        deprecation,
                        replacement,
                        temperature,
                        type,
                        billing);
    }

    private static Set<String> capabilities(JsonParser parser) throws IOException {
        Set<String> capabilities = new LinkedHashSet<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (nextField(parser)) {
                String name = parser.currentName();
                if (Boolean.TRUE.equals(JsonRead.bool(parser))) {
                    capabilities.add(name);
                }
            }
        } else {
            parser.skipChildren();
        }
        return capabilities;
    }

    private static List<String> texts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                String text = JsonRead.text(parser);
                if (text != null) {
                    texts.add(text);
                }
            }
        } else {
            parser.skipChildren();
        }
        return texts;
    }
}
