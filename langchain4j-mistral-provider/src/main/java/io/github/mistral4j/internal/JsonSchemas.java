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

    /**
     * A schema.
     *
     * @param strict whether the server can enforce it
     */
    record Schema(Map<String, @Nullable Object> map, boolean strict) {}

    private static final String DEFAULT_NAME = "answer";

    private final boolean strict;
    private boolean expressible = true;

    private JsonSchemas(boolean strict) {
        this.strict = strict;
    }

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
        Schema written = of(root, strict);
        return new ResponseFormat.JsonSchema(name, null, written.map(), written.strict());
    }

    /**
     * The schema of an element.
     *
     * @param strict whether it is to be enforced, if it can be
     */
    static Schema of(JsonSchemaElement element, boolean strict) {
        if (strict) {
            JsonSchemas schemas = new JsonSchemas(true);
            Map<String, @Nullable Object> map = schemas.map(element);
            if (schemas.expressible) {
                return new Schema(map, true);
            }
        }
        return new Schema(new JsonSchemas(false).map(element), false);
    }

    private Map<String, @Nullable Object> map(@Nullable JsonSchemaElement element) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (element instanceof JsonRawSchema raw) {
            map = RawSchema.parse(raw.schema());
            expressible &= StrictSchemas.areStrict(map);
        } else if (element instanceof JsonObjectSchema object) {
            object(object, map);
        } else if (element instanceof JsonArraySchema array) {
            type("array", array, map);
            map.put("items", map(array.items()));
        } else if (element instanceof JsonEnumSchema values) {
            type("string", values, map);
            map.put("enum", values.enumValues());
        } else if (element instanceof JsonAnyOfSchema anyOf) {
            describe(anyOf, map);
            map.put("anyOf", anyOf.anyOf().stream().map(this::map).toList());
        } else if (element instanceof JsonReferenceSchema reference && reference.reference() != null) {
            map.put("$ref", "#/$defs/" + reference.reference());
        } else if (element == null || element instanceof JsonReferenceSchema) {
            // Anything may stand here.
            expressible = false;
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

    private void object(JsonObjectSchema object, Map<String, @Nullable Object> map) {
        type("object", object, map);
        Map<String, @Nullable Object> properties = maps(object.properties());
        List<String> required = object.required() == null ? List.of() : List.copyOf(object.required());
        // An object without properties stands for a map, whose keys are not known.
        boolean isMap = properties.isEmpty() && !Boolean.FALSE.equals(object.additionalProperties());
        if (strict) {
            expressible &= !isMap && !Boolean.TRUE.equals(object.additionalProperties());
            properties.replaceAll((name, schema) ->
                    required.contains(name) || schema == null ? schema : StrictSchemas.nullable((Map<?, ?>) schema));
            map.put("properties", properties);
            map.put("required", List.copyOf(properties.keySet()));
            map.put("additionalProperties", false);
        } else {
            map.put("properties", properties);
            if (!required.isEmpty()) {
                map.put("required", required);
            }
            if (object.additionalProperties() != null || isMap) {
                map.put("additionalProperties", isMap || object.additionalProperties());
            }
        }
        if (object.definitions() != null && !object.definitions().isEmpty()) {
            map.put("$defs", maps(object.definitions()));
        }
    }

    private Map<String, @Nullable Object> maps(@Nullable Map<String, JsonSchemaElement> elements) {
        Map<String, @Nullable Object> maps = new LinkedHashMap<>();
        if (elements != null) {
            elements.forEach((name, element) -> maps.put(name, map(element)));
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
