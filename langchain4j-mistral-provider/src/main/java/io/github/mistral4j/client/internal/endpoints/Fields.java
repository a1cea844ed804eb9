package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.client.internal.json.JsonTree;
import io.github.mistral4j.client.internal.json.UsageReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object; a value of another type than asked for reads as null. */
record Fields(Map<String, @Nullable Object> map) {

    static Fields of(Map<?, ?> map) {
        return new Fields(JsonTree.object(map));
    }

    @Nullable
    String text(String name) {
        return map.get(name) instanceof String text ? text : null;
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
        return map.get(name) instanceof Number number ? (Integer) number.intValue() : null;
    }

    int integerOr(String name, int other) {
        Integer number = integer(name);
        return number == null ? other : number;
    }

    @Nullable
    Long number(String name) {
        return map.get(name) instanceof Number number ? (Long) number.longValue() : null;
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
