package io.github.mistral4j.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/**
 * Makes a scripted value one that the schema of the request allows, as constrained decoding would: properties that are
 * required and not scripted become null, or the first value of an enum that does not allow null.
 */
final class SchemaFit {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode root;

    private SchemaFit(JsonNode root) {
        this.root = root;
    }

    /** The value, completed; fails when the schema does not allow it. */
    static JsonNode fit(JsonNode value, JsonNode schema) {
        SchemaFit fit = new SchemaFit(schema);
        JsonNode completed = fit.complete(value, schema);
        List<Error> errors = fit.errors(completed, schema);
        if (!errors.isEmpty()) {
            throw new ScriptException(
                    "the schema " + schema + " does not allow the scripted " + completed + ": " + errors);
        }
        return completed;
    }

    private List<Error> errors(JsonNode value, JsonNode schema) {
        ObjectNode self = schema.deepCopy();
        if (root.has("$defs")) {
            self.set("$defs", root.get("$defs"));
        }
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(self.toString(), InputFormat.JSON)
                .validate(value.toString(), InputFormat.JSON);
    }

    private JsonNode complete(JsonNode value, JsonNode given) {
        JsonNode schema = resolve(given);
        if (schema.has("anyOf")) {
            for (JsonNode branch : schema.get("anyOf")) {
                JsonNode completed = complete(value, branch);
                if (errors(completed, branch).isEmpty()) {
                    return completed;
                }
            }
            return value;
        }
        if (value.isArray()) {
            ArrayNode array = NODES.arrayNode();
            value.forEach(item -> array.add(complete(item, schema.path("items"))));
            return array;
        }
        return value.isObject() ? completeObject(value, schema) : value;
    }

    private JsonNode completeObject(JsonNode value, JsonNode schema) {
        ObjectNode object = NODES.objectNode();
        value.properties()
                .forEach(property -> object.set(
                        property.getKey(),
                        complete(property.getValue(), schema.path("properties").path(property.getKey()))));
        for (JsonNode required : schema.path("required")) {
            if (!object.has(required.asText())) {
                object.set(required.asText(), missing(schema.path("properties").path(required.asText())));
            }
        }
        return object;
    }

    private JsonNode missing(JsonNode schema) {
        JsonNode values = resolve(schema).path("enum");
        return values.isEmpty() || errors(NODES.nullNode(), schema).isEmpty() ? NODES.nullNode() : values.get(0);
    }

    private JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : schema;
    }
}
