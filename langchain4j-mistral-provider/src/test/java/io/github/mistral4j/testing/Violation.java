package io.github.mistral4j.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule that a request breaks, with what the API answers to it.
 *
 * @param location where in the request, for example {@code body, messages, 0, content}
 */
public record Violation(int status, String type, @Nullable String code, String message, List<Object> location) {

    public Violation {
        location = List.copyOf(location);
    }

    static Violation of(int status, String type, @Nullable String code, String message) {
        return new Violation(status, type, code, message, List.of());
    }

    static Violation messageOrder(String message) {
        return of(400, "invalid_request_message_order", "3230", message);
    }

    static Violation arguments(String message) {
        return of(400, "invalid_request_invalid_args", "3051", message);
    }

    /** What the API would let pass and this project does not send. */
    static Violation house(String message) {
        return of(400, "mistral4j_rule", null, message);
    }

    /** The body of the API's answer to a request that breaks these rules; the first one decides its shape. */
    static String answer(List<Violation> violations) {
        Violation first = violations.get(0);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (first.status == 401) {
            return body.put("detail", first.message).toString();
        }
        if (first.status == 422) {
            ArrayNode detail = body.putArray("detail");
            violations.stream().filter(violation -> violation.status == 422).forEach(violation -> {
                ObjectNode entry = detail.addObject().put("type", violation.type);
                ArrayNode location = entry.putArray("loc");
                violation.location.forEach(location::addPOJO);
                entry.put("msg", violation.message);
            });
            return body.toString();
        }
        body.put("object", "error").put("message", first.message).put("type", first.type);
        return body.putNull("param")
                .put("code", first.code)
                .put("raw_status_code", first.status)
                .toString();
    }

    @Override
    public String toString() {
        return status + " " + type + (code == null ? "" : " " + code) + " at " + location + ": " + message;
    }
}
