package io.github.mistral4j.testserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a request is one that the Mistral API accepts. */
final class RequestRules {

    private RequestRules() {}

    static void check(ReceivedRequest request, List<Violation> found) {
        Endpoint endpoint = request.endpoint().orElse(null);
        if (endpoint == null) {
            found.add(Violation.of(404, "no_route", null, "no Route matched with those values"));
            return;
        }
        String authorization = request.header("Authorization");
        boolean signed = endpoint == Endpoint.FILE_CONTENT && request.query().containsKey("signature");
        if ((authorization == null || !authorization.matches("Bearer \\S+")) && !signed) {
            found.add(Violation.of(401, "unauthorized", null, "Unauthorized"));
        }
        switch (endpoint) {
            case TRANSCRIPTIONS, UPLOAD_FILE -> FormRules.check(endpoint, request, found);
            default -> json(endpoint, request, found);
        }
    }

    private static void json(Endpoint endpoint, ReceivedRequest request, List<Violation> found) {
        Shape shape = OtherShapes.of(endpoint);
        if (shape == null) {
            return;
        }
        if (!String.valueOf(request.header("Content-Type")).matches("(?i)application/json *(;.*)?")) {
            found.add(Violation.field(
                    "model_attributes_type",
                    "Input should be a valid dictionary or object to extract fields from",
                    List.of("body"),
                    null));
            return;
        }
        try {
            // Once more, and not json(): only the reader says that two fields have one name.
            body(endpoint, shape, ReceivedRequest.JSON.readTree(request.text()), found);
        } catch (JsonProcessingException e) {
            found.add(Violation.field("json_invalid", "JSON decode error", List.of("body"), null));
        }
    }

    /** The rules of a body; {@code null} bodies are not there. */
    static void body(Endpoint endpoint, @Nullable Shape shape, JsonNode body, List<Violation> found) {
        if (shape != null) {
            shape.check(body, List.of("body"), found);
        }
        // What does not have its shape is not looked into, as on the real server.
        if (found.stream().noneMatch(violation -> violation.status() == 422)) {
            switch (endpoint) {
                case CHAT_COMPLETIONS -> {
                    MessageRules.check(body.path("messages"), found);
                    ParameterRules.chat(body, found);
                }
                case EMBEDDINGS -> ParameterRules.embeddings(body, found);
                case FIM_COMPLETIONS -> ParameterRules.sampling(body, found);
                default -> {
                    // Their fields are all that is known to be checked.
                }
            }
        }
    }
}
