package io.github.mistral4j.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a JSON schema must be for a server to enforce it: objects name all their properties, require them and take no others. */
final class StrictSchemas {

    private static final List<String> SAYING =
            List.of("type", "$ref", "enum", "const", "anyOf", "oneOf", "allOf", "properties");
    private static final Map<String, Object> NULL = Map.of("type", "null");

    private StrictSchemas() {}

    /** Whether all objects of a schema that somebody else wrote are like that. */
    static boolean areStrict(@Nullable Object schema) {
        if (schema instanceof Collection<?> schemas) {
            return schemas.stream().allMatch(StrictSchemas::areStrict);
        }
        if (!(schema instanceof Map<?, ?> map)) {
            return !Boolean.TRUE.equals(schema);
        }
        return saysWhat(map)
                && isStrictObject(map)
                && areStrict(values(map.get("properties")))
                && areStrict(values(map.get("$defs")))
                && areStrict(values(map.get("definitions")))
                && areStrict(map.get("items"))
                && areStrict(map.get("prefixItems"))
                && areStrict(map.get("anyOf"))
                && areStrict(map.get("oneOf"))
                && areStrict(map.get("allOf"));
    }

    // What takes anything cannot be enforced.
    private static boolean saysWhat(Map<?, ?> schema) {
        boolean list = isOfType("array", schema);
        return list ? schema.containsKey("items") : SAYING.stream().anyMatch(schema::containsKey);
    }

    private static boolean isOfType(String type, Map<?, ?> schema) {
        Object types = schema.get("type");
        return type.equals(types) || types instanceof Collection<?> several && several.contains(type);
    }

    private static boolean isStrictObject(Map<?, ?> schema) {
        boolean object = isOfType("object", schema) || schema.containsKey("properties");
        return !schema.containsKey("patternProperties")
                && (!object
                        || Boolean.FALSE.equals(schema.get("additionalProperties"))
                                && schema.get("properties") instanceof Map<?, ?> properties
                                && schema.get("required") instanceof Collection<?> required
                                && required.containsAll(properties.keySet()));
    }

    private static @Nullable Object values(@Nullable Object schemas) {
        return schemas instanceof Map<?, ?> map ? map.values() : null;
    }

    /** The same, or null: how a property that is optional can be a required one. */
    static Map<String, @Nullable Object> nullable(Map<?, ?> schema) {
        Map<String, @Nullable Object> nullable = new LinkedHashMap<>();
        schema.forEach((name, value) -> nullable.put(String.valueOf(name), value));
        if (schema.get("anyOf") instanceof Collection<?> options) {
            if (!options.contains(NULL)) {
                nullable.put("anyOf", and(options, NULL));
            }
        } else if (schema.get("type") instanceof String type) {
            if (!type.equals("null")) {
                nullable.put("type", List.of(type, "null"));
            }
            if (schema.get("enum") instanceof Collection<?> values) {
                nullable.put("enum", and(values, null));
            }
        } else {
            nullable.clear();
            nullable.put("anyOf", List.of(schema, NULL));
        }
        return nullable;
    }

    private static List<@Nullable Object> and(Collection<?> values, @Nullable Object another) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.add(another);
        return all;
    }
}
