package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a request, as the API says it.
 *
 * @param status the HTTP status that the API answers: 422 when a field is wrong, 400 when the fields do not fit together, 401
 *     without a key, 404 for a path that does not exist
 * @param type the API's name for the fault, such as {@code extra_forbidden}
 * @param code the API's code for it, such as {@code 3230}
 * @param message what is wrong
 * @param location where in the request: names and positions, such as {@code body, messages, 0, user, name}; empty when the fault
 *     is not in one field
 * @param input the value that is wrong, which the API sends back
 */
public record Violation(
        int status,
        String type,
        @Nullable String code,
        String message,
        List<Object> location,
        @Nullable JsonNode input) {

    public Violation {
        location = List.copyOf(location);
    }

    static Violation of(int status, String type, @Nullable String code, String message) {
        return new Violation(status, type, code, message, List.of(), null);
    }

    static Violation field(String type, String message, List<Object> location, @Nullable JsonNode input) {
        return new Violation(422, type, null, message, location, input);
    }

    static Violation messageOrder(String message) {
        return of(400, "invalid_request_message_order", "3230", message);
    }

    static Violation arguments(String message) {
        return of(400, "invalid_request_invalid_args", "3051", message);
    }

    static Violation invalidModel(String model) {
        return of(400, "invalid_model", "1500", "Invalid model: " + model);
    }

    /** The field, such as {@code messages[0].user.name}; empty when the fault is not in one field. */
    public String field() {
        return location.stream()
                .skip(1)
                .map(step -> step instanceof Integer ? "[" + step + "]" : "." + step)
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** The API's answer to a request that breaks these rules; the first one decides its shape. */
    static Reply answer(List<Violation> violations) {
        Violation first = violations.get(0);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (first.status == 401) {
            return Reply.json(401, body.put("detail", first.message));
        }
        if (first.status == 404) {
            return Reply.json(404, body.put("message", first.message));
        }
        body.put("object", "error");
        if (first.status == 422) {
            ArrayNode detail = body.putObject("message").putArray("detail");
            violations.stream().filter(fault -> fault.status == 422).forEach(fault -> fault.write(detail.addObject()));
        } else {
            body.put("message", first.message);
        }
        body.put("type", first.status == 422 ? "invalid_request_error" : first.type)
                .putNull("param")
                .put("code", first.code)
                .put("raw_status_code", first.status);
        return Reply.json(first.status, body);
    }

    private void write(ObjectNode entry) {
        entry.put("type", type);
        ArrayNode path = entry.putArray("loc");
        location.forEach(path::addPOJO);
        entry.put("msg", message);
        if (input != null) {
            entry.set("input", input);
        }
    }

    /** Without the value that is wrong: it may be a text of the user. */
    @Override
    public String toString() {
        String where = field();
        return status + " " + Objects.requireNonNullElse(code, type) + (where.isEmpty() ? "" : " at " + where) + ": "
                + message;
    }
}
