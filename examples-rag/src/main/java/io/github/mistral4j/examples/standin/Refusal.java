package io.github.mistral4j.examples.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** An answer with an error status, in one of the shapes of the real API. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final int status;
    private final transient JsonNode body;

    private Refusal(int status, JsonNode body) {
        super("status " + status);
        this.status = status;
        this.body = body;
    }

    int status() {
        return status;
    }

    JsonNode body() {
        return body;
    }

    /** One fault of a request, as Pydantic reports it. */
    record Fault(String type, List<Object> where, String message) {

        JsonNode toJson() {
            ObjectNode json = JSON.objectNode().put("type", type);
            ArrayNode path = json.putArray("loc");
            where.forEach(step -> {
                if (step instanceof Integer index) {
                    path.add(index);
                } else {
                    path.add(step.toString());
                }
            });
            return json.put("msg", message);
        }
    }

    static Refusal invalid(List<Fault> faults) {
        ObjectNode body = JSON.objectNode().put("object", "error");
        ArrayNode detail = body.putObject("message").putArray("detail");
        faults.forEach(fault -> detail.add(fault.toJson()));
        body.put("type", "invalid_request_error").putNull("param").putNull("code");
        return new Refusal(422, body.put("raw_status_code", 422));
    }

    static Refusal badRequest(String message, String type, String code) {
        return new Refusal(
                400,
                JSON.objectNode()
                        .put("object", "error")
                        .put("message", message)
                        .put("type", type)
                        .putNull("param")
                        .put("code", code)
                        .put("raw_status_code", 400));
    }

    static Refusal invalidModel(String model) {
        return badRequest("Invalid model: " + model, "invalid_model", "1500");
    }

    static Refusal unauthorized() {
        return new Refusal(401, JSON.objectNode().put("detail", "Unauthorized"));
    }

    static Refusal noRoute() {
        return new Refusal(404, JSON.objectNode().put("message", "no Route matched with those values"));
    }

    static Refusal notFound() {
        return new Refusal(404, JSON.objectNode().put("detail", "Not Found"));
    }
}
