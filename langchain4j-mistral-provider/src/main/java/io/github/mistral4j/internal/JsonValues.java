package io.github.mistral4j.internal;

import dev.langchain4j.exception.InvalidRequestException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether what an application put into a map can be sent as JSON. */
public final class JsonValues {

    private JsonValues() {}

    /** The same map, unchangeable; empty for null. */
    public static Map<String, @Nullable Object> checked(String path, @Nullable Map<String, @Nullable Object> map) {
        check(path, map);
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Throws with the name of the setting and the path to the value, never with the value itself. */
    static void check(String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> check(path + "." + key, element));
        } else if (value instanceof Collection<?> list) {
            list.forEach(element -> check(path + "[]", element));
        } else if (value != null && !isScalar(value)) {
            throw new InvalidRequestException(path + " is of " + value.getClass()
                    + " and cannot be sent as JSON; maps, lists, strings, finite numbers, booleans and null can");
        }
    }

    private static boolean isScalar(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return Double.isFinite(((Number) value).doubleValue());
        }
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Enum<?>
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigDecimal
                || value instanceof BigInteger;
    }
}
