package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a value of a request may be, with the words in which the API (Pydantic) says that it is not. */
@FunctionalInterface
interface Shape {

    void check(JsonNode value, List<Object> at, List<Violation> found);

    /** A field of an object. */
    record Field(String name, Shape shape, boolean required, boolean nullable) {}

    static Field required(String name, Shape shape) {
        return new Field(name, shape, true, false);
    }

    static Field requiredOrNull(String name, Shape shape) {
        return new Field(name, shape, true, true);
    }

    static Field optional(String name, Shape shape) {
        return new Field(name, shape, false, false);
    }

    static Field nullable(String name, Shape shape) {
        return new Field(name, shape, false, true);
    }

    static Shape any() {
        return (value, at, found) -> {};
    }

    static Shape text() {
        return type("string_type", "Input should be a valid string", JsonNode::isTextual);
    }

    static Shape notEmpty() {
        return text().and((value, at, found) -> {
            if (value.asText().isEmpty()) {
                found.add(fault("string_too_short", "String should have at least 1 character", at, value));
            }
        });
    }

    static Shape text(String pattern) {
        Pattern compiled = Pattern.compile(pattern, Pattern.DOTALL);
        return text().and((value, at, found) -> {
            if (!compiled.matcher(value.asText()).matches()) {
                found.add(fault("string_pattern_mismatch", "String should match pattern '" + pattern + "'", at, value));
            }
        });
    }

    static Shape oneOf(String... values) {
        Set<String> allowed = Set.of(values);
        String names = Arrays.stream(values).map(value -> "'" + value + "'").collect(Collectors.joining(" or "));
        return (value, at, found) -> {
            if (!value.isTextual() || !allowed.contains(value.asText())) {
                found.add(fault("enum", "Input should be " + names, at, value));
            }
        };
    }

    static Shape constant(JsonNode constant) {
        return (value, at, found) -> {
            if (!value.equals(constant)) {
                found.add(fault("literal_error", "Input should be " + constant, at, value));
            }
        };
    }

    static Shape bool() {
        return type("bool_type", "Input should be a valid boolean", JsonNode::isBoolean);
    }

    static Shape integer() {
        return type("int_type", "Input should be a valid integer", JsonNode::isIntegralNumber);
    }

    static Shape integer(long least) {
        return integer().and(atLeast(least));
    }

    static Shape number() {
        return type("float_type", "Input should be a valid number", JsonNode::isNumber);
    }

    static Shape number(double least, double most) {
        return number().and(atLeast(least)).and((value, at, found) -> {
            if (value.asDouble() > most) {
                found.add(fault("less_than_equal", "Input should be less than or equal to " + plain(most), at, value));
            }
        });
    }

    private static Shape atLeast(double least) {
        return (value, at, found) -> {
            if (value.asDouble() < least) {
                found.add(fault(
                        "greater_than_equal", "Input should be greater than or equal to " + plain(least), at, value));
            }
        };
    }

    static Shape above(double least) {
        return (value, at, found) -> {
            if (value.asDouble() <= least) {
                found.add(fault("greater_than", "Input should be greater than " + plain(least), at, value));
            }
        };
    }

    static Shape list(Shape items, int fewest, int most) {
        return type("list_type", "Input should be a valid list", JsonNode::isArray)
                .and((value, at, found) -> {
                    if (value.size() < fewest) {
                        found.add(fault("too_short", "List should have at least " + fewest + " item", at, value));
                    }
                    if (value.size() > most) {
                        found.add(fault("too_long", "List should have at most " + most + " items", at, value));
                    }
                    for (int i = 0; i < value.size(); i++) {
                        items.check(value.get(i), step(at, i), found);
                    }
                });
    }

    static Shape list(Shape items) {
        return list(items, 0, Integer.MAX_VALUE);
    }

    static Shape map(Shape values) {
        return type("dict_type", "Input should be a valid dictionary", JsonNode::isObject)
                .and((value, at, found) -> value.properties()
                        .forEach(entry -> values.check(entry.getValue(), step(at, entry.getKey()), found)));
    }

    /** An object that may have other fields as well. */
    static Shape open(Field... fields) {
        return map(any()).and((value, at, found) -> known(fields, value, at, found));
    }

    /** An object that may have no other field. */
    static Shape object(Field... fields) {
        Set<String> names = Arrays.stream(fields).map(Field::name).collect(Collectors.toSet());
        return map(any()).and((value, at, found) -> {
            known(fields, value, at, found);
            value.properties().stream()
                    .filter(entry -> !names.contains(entry.getKey()))
                    .forEach(entry -> found.add(fault(
                            "extra_forbidden",
                            "Extra inputs are not permitted",
                            step(at, entry.getKey()),
                            entry.getValue())));
        });
    }

    private static void known(Field[] fields, JsonNode value, List<Object> at, List<Violation> found) {
        for (Field field : fields) {
            JsonNode given = value.get(field.name);
            if (given == null) {
                if (field.required) {
                    found.add(fault("missing", "Field required", step(at, field.name), null));
                }
            } else if (!given.isNull() || !field.nullable) {
                field.shape.check(given, step(at, field.name), found);
            }
        }
    }

    /** An object whose field {@code tag} says which shape it has; without it, {@code otherwise} where there is one. */
    static Shape tagged(String tag, @Nullable String otherwise, Map<String, Shape> shapes) {
        return map(any()).and((value, at, found) -> {
            JsonNode named = value.path(tag);
            String name = named.isMissingNode() || named.isNull() ? otherwise : named.asText();
            if (name == null) {
                found.add(fault(
                        "union_tag_not_found", "Unable to extract tag using discriminator '" + tag + "'", at, value));
            } else if (!shapes.containsKey(name)) {
                String expected = shapes.keySet().stream()
                        .sorted()
                        .map(known -> "'" + known + "'")
                        .collect(Collectors.joining(", "));
                found.add(fault(
                        "union_tag_invalid",
                        "Input tag '" + name + "' found using '" + tag + "' does not match any of the expected tags: "
                                + expected,
                        at,
                        value));
            } else {
                ObjectNode rest = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) value);
                rest.remove(tag);
                shapes.get(name).check(rest, step(at, name), found);
            }
        });
    }

    /** A text of one shape, or else another shape. */
    static Shape textOr(Shape text, Shape otherwise) {
        return (value, at, found) -> (value.isTextual() ? text : otherwise).check(value, at, found);
    }

    /** A JSON schema, as far as its types go. */
    static Shape schema() {
        Shape type = oneOf("string", "number", "integer", "boolean", "object", "array", "null");
        return map(any()).and((value, at, found) -> {
            JsonNode types = value.path("type");
            if (types.isTextual()) {
                type.check(types, step(at, "type"), found);
            }
            types.forEach(one -> type.check(one, step(at, "type"), found));
            value.path("properties")
                    .properties()
                    .forEach(property -> schema().check(
                                    property.getValue(), step(step(at, "properties"), property.getKey()), found));
            if (value.path("items").isObject()) {
                schema().check(value.get("items"), step(at, "items"), found);
            }
        });
    }

    /** Checks the second only where the first found nothing. */
    default Shape and(Shape second) {
        return (value, at, found) -> {
            int before = found.size();
            check(value, at, found);
            if (found.size() == before) {
                second.check(value, at, found);
            }
        };
    }

    private static Shape type(String type, String message, Predicate<JsonNode> test) {
        return (value, at, found) -> {
            if (!test.test(value)) {
                found.add(fault(type, message, at, value));
            }
        };
    }

    private static Violation fault(String type, String message, List<Object> at, @Nullable JsonNode value) {
        return Violation.field(type, message, at, value);
    }

    private static List<Object> step(List<Object> at, Object step) {
        List<Object> path = new ArrayList<>(at);
        path.add(step);
        return path;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
