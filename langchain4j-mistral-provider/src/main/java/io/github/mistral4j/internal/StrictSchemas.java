package io.github.mistral4j.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a JSON schema must be for a server to enforce it: objects name all their properties, require them and take no others. */
final class StrictSchemas {

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
        return isStrictObject(map)
                && areStrict(values(map.get("properties")))
                && areStrict(values(map.get("$defs")))
                && areStrict(values(map.get("definitions")))
                && areStrict(map.get("items"))
                && areStrict(map.get("anyOf"))
                && areStrict(map.get("oneOf"))
                && areStrict(map.get("allOf"));
    }

    private static boolean isStrictObject(Map<?, ?> schema) {
        Object type = schema.get("type");
        boolean object = "object".equals(type)
                || type instanceof Collection<?> types && types.contains("object")
                || schema.containsKey("properties");
        return !object
                || Boolean.FALSE.equals(schema.get("additionalProperties"))
                        && schema.get("properties") instanceof Map<?, ?> properties
                        && schema.get("required") instanceof Collection<?> required
                        && required.containsAll(properties.keySet());
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
