package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.client.internal.json.JsonTree;
import io.github.mistral4j.client.internal.json.UsageReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object; a value of another type than asked for reads as null, but a number is a text as well. */
record Fields(Map<String, @Nullable Object> map) {

    static Fields of(Map<?, ?> map) {
        return new Fields(JsonTree.object(map));
    }

    @Nullable
    String text(String name) {
        Object value = map.get(name);
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? String.valueOf(value)
                : null;
    }

    /** JSON text, whether it came as text or as the object that the text would be. */
    @Nullable
    String jsonText(String name) {
        return map.get(name) instanceof Map<?, ?> object ? JsonTree.text(JsonTree.object(object)) : text(name);
    }

    String textOr(String name, String other) {
        String text = text(name);
        return text == null ? other : text;
    }

    @Nullable
    Integer integer(String name) {
        Long number = number(name);
        return number == null ? null : (Integer) (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    }

    int integerOr(String name, int other) {
        Integer number = integer(name);
        return number == null ? other : number;
    }

    /** The nearest there is to a number that is too large. */
    @Nullable
    Long number(String name) {
        if (!(map.get(name) instanceof Number number)) {
            return null;
        }
        return Math.abs(number.doubleValue()) < Long.MAX_VALUE ? number.longValue() : (long) number.doubleValue();
    }

    @Nullable
    Double decimal(String name) {
        return map.get(name) instanceof Number number ? (Double) number.doubleValue() : null;
    }

    @Nullable
    Fields object(String name) {
        return map.get(name) instanceof Map<?, ?> object ? of(object) : null;
    }

    /** The objects of a list; empty where there is none. */
    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        if (map.get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> object) {
                    objects.add(of(object));
                }
            }
        }
        return objects;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (map.get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    boolean has(String name) {
        return map.get(name) instanceof List<?>;
    }

    @Nullable
    Usage usage() {
        return map.get("usage") instanceof Map<?, ?> usage ? UsageReader.of(usage) : null;
    }

    /** A JSON object of what is present. */
    static final class Writer {

        private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

        Writer put(String name, @Nullable Object value) {
            boolean empty = value instanceof List<?> list && list.isEmpty()
                    || value instanceof Map<?, ?> object && object.isEmpty();
            if (value != null && !empty) {
                fields.put(name, value);
            }
            return this;
        }

        Map<String, @Nullable Object> map() {
            return fields;
        }
    }
}
