package io.github.mistral4j.examples.standin;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mistral4j.examples.standin.Refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Collects what is wrong with a request, so that all of it can be reported at once. */
final class RequestCheck {

    private final List<Fault> faults = new ArrayList<>();

    /** The real API accepts no field it does not know. */
    void onlyFields(JsonNode object, List<Object> where, Set<String> allowed) {
        object.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                fault("extra_forbidden", at(where, name), "Extra inputs are not permitted");
            }
        });
    }

    void required(JsonNode object, List<Object> where, String field) {
        if (!object.hasNonNull(field)) {
            fault("missing", at(where, field), "Field required");
        }
    }

    /** Checks a field that is there and not null. */
    void field(
            JsonNode object, List<Object> where, String field, Predicate<JsonNode> valid, String type, String message) {
        if (object.hasNonNull(field) && !valid.test(object.get(field))) {
            fault(type, at(where, field), message);
        }
    }

    void range(JsonNode object, String field, double lowest, double highest) {
        List<Object> body = List.of("body");
        field(object, body, field, JsonNode::isNumber, "float_type", "Input should be a valid number");
        if (object.path(field).isNumber()) {
            double value = object.get(field).asDouble();
            if (value > highest) {
                fault("less_than_equal", at(body, field), "Input should be less than or equal to " + text(highest));
            } else if (value < lowest) {
                fault(
                        "greater_than_equal",
                        at(body, field),
                        "Input should be greater than or equal to " + text(lowest));
            }
        }
    }

    void fault(String type, List<Object> where, String message) {
        faults.add(new Fault(type, where, message));
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    static List<Object> at(List<Object> where, Object step) {
        List<Object> path = new ArrayList<>(where);
        path.add(step);
        return path;
    }

    private static String text(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
