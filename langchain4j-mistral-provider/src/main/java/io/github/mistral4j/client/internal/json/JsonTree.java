package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.ContentPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON of no known shape, as maps, lists, strings, numbers and booleans. */
public final class JsonTree {

    private JsonTree() {}

    /** The value that a text is, null when it is not JSON. */
    public static @Nullable Object parse(byte[] text) {
        try (JsonParser parser = Json.FACTORY.createParser(text)) {
            return parser.nextToken() == null ? null : read(parser);
        } catch (IOException e) {
            return null;
        }
    }

    /** What a writer writes, as a tree. */
    static Map<?, ?> copied(JsonContent content) {
        BodyBytes bytes = BodyBytes.of(content);
        try (JsonParser parser = Json.FACTORY.createParser(bytes.bytes(), 0, bytes.size())) {
            parser.nextToken();
            return readObject(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            bytes.release();
        }
    }

    /** Whether a text is one JSON object and nothing else. */
    public static boolean isObject(String text) {
        try (JsonParser parser = Json.FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** The text of a JSON object with one field. */
    public static String object(String name, String value) {
        return text(Map.of(name, value));
    }

    /** A tree as text, on one line. */
    public static String text(Map<String, ?> object) {
        BodyBytes bytes = BodyBytes.of(json -> write(json, object));
        String text = new String(bytes.bytes(), 0, bytes.size(), StandardCharsets.UTF_8);
        bytes.release();
        return text;
    }

    /** A part to be sent as the object it is. */
    public static ContentPart part(Map<?, ?> map) {
        return new ContentPart.Unknown(String.valueOf(map.get("type")), object(map));
    }

    /** Whether a value says something: null, false, 0, and what is empty or holds only such values do not. */
    public static boolean isMeaningful(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(JsonTree::isMeaningful);
        } else if (value instanceof Collection<?> list) {
            return list.stream().anyMatch(JsonTree::isMeaningful);
        } else if (value instanceof String text) {
            return !text.isBlank();
        } else if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return value != null && !Boolean.FALSE.equals(value);
    }

    /** Whether an object says that it is an error. */
    public static boolean isError(Map<?, ?> object) {
        return isMeaningful(object.get("error")) || "error".equals(object.get("object"));
    }

    /** Reads the value at the parser's current token. */
    static @Nullable Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    static Map<String, @Nullable Object> readObject(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, read(parser));
        }
        return Collections.unmodifiableMap(object);
    }

    static List<@Nullable Object> readArray(JsonParser parser) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(parser));
        }
        return Collections.unmodifiableList(array);
    }

    /** An object within a tree: its keys are strings. */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> object(Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
    }

    /** Writes a tree. */
    public static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Enum<?> constant) {
            json.writeString(constant.name());
        } else {
            writeNumber(json, value);
        }
    }

    private static void writeNumber(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            json.writeNumber(((Number) value).intValue());
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.writeNumber(number);
        } else if (value instanceof Float number && Float.isFinite(number)) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else {
            throw new IllegalArgumentException("a value of " + value.getClass()
                    + " cannot be sent as JSON; allowed are maps, lists, strings, finite numbers, booleans and null");
        }
    }
}
