package io.github.mistral4j.testserver.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The smallest value that a JSON schema allows: empty texts, zeros, the first value of an enum. */
public final class SchemaValue {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 12;

    private final JsonNode root;

    private SchemaValue(JsonNode root) {
        this.root = root;
    }

    public static JsonNode of(JsonNode schema) {
        return new SchemaValue(schema).value(schema, 0);
    }

    private JsonNode value(JsonNode given, int depth) {
        String reference = given.path("$ref").asText();
        JsonNode schema = reference.startsWith("#/") ? root.at(reference.substring(1)) : given;
        for (String choice : new String[] {"anyOf", "oneOf", "allOf"}) {
            if (schema.path(choice).size() > 0) {
                return value(schema.path(choice).get(0), depth + 1);
            }
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").size() > 0) {
            return schema.get("enum").get(0);
        }
        JsonNode type = schema.path("type");
        return ofType((type.isArray() ? type.path(0) : type).asText("object"), schema, depth);
    }

    private JsonNode ofType(String type, JsonNode schema, int depth) {
        return switch (type) {
            case "string" -> JSON.textNode("");
            case "integer" -> JSON.numberNode(schema.path("minimum").asInt(0));
            case "number" -> JSON.numberNode(schema.path("minimum").asDouble(0));
            case "boolean" -> JSON.booleanNode(false);
            case "null" -> JSON.nullNode();
            case "array" -> array(schema, depth);
            default -> depth > DEEPEST ? JSON.objectNode() : object(schema, depth);
        };
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int i = 0; i < schema.path("minItems").asInt() && depth <= DEEPEST; i++) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        for (JsonNode required : schema.path("required")) {
            String name = required.asText();
            object.set(name, value(schema.path("properties").path(name), depth + 1));
        }
        return object;
    }
}
