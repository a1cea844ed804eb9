package io.github.mistral4j.internal;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNullSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonReferenceSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import io.github.mistral4j.client.api.ResponseFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** LangChain4j's schema elements as JSON schema, nothing left out. */
final class JsonSchemas {

    private static final String DEFAULT_NAME = "answer";

    private JsonSchemas() {}

    static @Nullable ResponseFormat responseFormat(
            dev.langchain4j.model.chat.request.@Nullable ResponseFormat format, boolean strict) {
        if (format == null || format.type() == ResponseFormatType.TEXT) {
            return null;
        }
        JsonSchema schema = format.jsonSchema();
        if (schema == null) {
            return new ResponseFormat.JsonObject();
        }
        JsonSchemaElement root = schema.rootElement();
        if (root == null) {
            throw new InvalidRequestException("responseFormat holds a JSON schema without a root element");
        }
        String name = schema.name() == null ? DEFAULT_NAME : schema.name().replaceAll("[^a-zA-Z0-9_-]", "_");
        return new ResponseFormat.JsonSchema(name, null, toMap(root, strict), strict);
    }

    /**
     * The schema of an element.
     *
     * @param strict whether objects that do not say whether they take additional properties take none
     */
    static Map<String, @Nullable Object> toMap(JsonSchemaElement element, boolean strict) {
        if (element instanceof JsonRawSchema raw) {
            return RawSchema.parse(raw.schema());
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (element instanceof JsonObjectSchema object) {
            object(object, strict, map);
        } else if (element instanceof JsonArraySchema array) {
            type("array", array, map);
            map.put("items", array.items() == null ? Map.of() : toMap(array.items(), strict));
        } else if (element instanceof JsonEnumSchema values) {
            type("string", values, map);
            map.put("enum", values.enumValues());
        } else if (element instanceof JsonAnyOfSchema anyOf) {
            describe(anyOf, map);
            map.put(
                    "anyOf",
                    anyOf.anyOf().stream().map(one -> toMap(one, strict)).toList());
        } else if (element instanceof JsonReferenceSchema reference) {
            if (reference.reference() != null) {
                map.put("$ref", "#/$defs/" + reference.reference());
            }
        } else {
            type(simpleType(element), element, map);
        }
        return map;
    }

    private static String simpleType(JsonSchemaElement element) {
        if (element instanceof JsonStringSchema) {
            return "string";
        } else if (element instanceof JsonIntegerSchema) {
            return "integer";
        } else if (element instanceof JsonNumberSchema) {
            return "number";
        } else if (element instanceof JsonBooleanSchema) {
            return "boolean";
        } else if (element instanceof JsonNullSchema) {
            return "null";
        }
        throw new UnsupportedFeatureException(
                "JSON schema elements of " + element.getClass().getName() + " are not supported");
    }

    private static void object(JsonObjectSchema object, boolean strict, Map<String, @Nullable Object> map) {
        type("object", object, map);
        map.put("properties", toMaps(object.properties(), strict));
        if (object.required() != null && !object.required().isEmpty()) {
            map.put("required", List.copyOf(object.required()));
        }
        if (object.additionalProperties() != null) {
            map.put("additionalProperties", object.additionalProperties());
        } else if (strict && !object.properties().isEmpty()) {
            // An object without properties stands for a map, whose keys are not known.
            map.put("additionalProperties", false);
        }
        if (object.definitions() != null && !object.definitions().isEmpty()) {
            map.put("$defs", toMaps(object.definitions(), strict));
        }
    }

    private static Map<String, Object> toMaps(@Nullable Map<String, JsonSchemaElement> elements, boolean strict) {
        Map<String, Object> maps = new LinkedHashMap<>();
        if (elements != null) {
            elements.forEach((name, element) -> maps.put(name, toMap(element, strict)));
        }
        return maps;
    }

    private static void type(String type, JsonSchemaElement element, Map<String, @Nullable Object> map) {
        map.put("type", type);
        describe(element, map);
    }

    private static void describe(JsonSchemaElement element, Map<String, @Nullable Object> map) {
        if (element.description() != null) {
            map.put("description", element.description());
        }
    }
}
