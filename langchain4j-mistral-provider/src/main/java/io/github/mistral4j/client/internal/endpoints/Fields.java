package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.client.internal.json.JsonTree;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
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

    /** A text that an answer is made of: empty where it is absent or null, and no other type is passed over. */
    String content(String name) throws UnexpectedBodyException {
        String text = text(name);
        if (text == null && map.get(name) != null) {
            throw new UnexpectedBodyException("\"" + name + "\" is not text");
        }
        return text == null ? "" : text;
    }

    /** Makes something of an object; null of what is to be left out. */
    interface Reader<T> {
        @Nullable
        T of(Fields object) throws UnexpectedBodyException;
    }

    /** A list that an answer is made of: empty where it is absent or null, and nothing in it is passed over but by the reader. */
    <T> List<T> list(String name, Reader<T> reader) throws UnexpectedBodyException {
        Object value = map.get(name);
        if (value != null && !has(name)) {
            throw new UnexpectedBodyException("\"" + name + "\" is not a list");
        }
        List<T> made = new ArrayList<>();
        for (Object element : value instanceof List<?> list ? list : List.of()) {
            if (!(element instanceof Map<?, ?> object)) {
                throw new UnexpectedBodyException("what is in \"" + name + "\" is not an object");
            }
            T one = reader.of(of(object));
            if (one != null) {
                made.add(one);
            }
        }
        return made;
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
