package io.github.mistral4j.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;

/** The JSON schemas of the request bodies, in {@code src/test/resources/schema}. */
public final class RequestSchema {

    public static final RequestSchema CHAT = new RequestSchema("chat-completion-request.json");
    public static final RequestSchema EMBEDDINGS = new RequestSchema("embeddings-request.json");

    private final Schema schema;

    private RequestSchema(String resource) {
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("classpath:schema/" + resource));
        schema.initializeValidators();
    }

    public List<Violation> violations(String json) {
        try {
            return schema.validate(json, InputFormat.JSON).stream()
                    .map(RequestSchema::violation)
                    .toList();
        } catch (RuntimeException e) {
            return List.of(Violation.house("the body cannot be checked: " + e));
        }
    }

    private static Violation violation(Error error) {
        List<Object> location = location(error);
        if (error.getKeyword().equals("pattern") && isToolCallId(location)) {
            return new Violation(
                    400,
                    "invalid_function_call",
                    "3280",
                    "Tool call id was " + error.getInstanceNode().asString()
                            + " but must be a-z, A-Z, 0-9, with a length of 9.",
                    location);
        }
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                new Violation(422, "extra_forbidden", null, "Extra inputs are not permitted", location);
            case "required" -> new Violation(422, "missing", null, "Field required", location);
            case "maximum", "exclusiveMaximum" ->
                new Violation(422, "less_than_equal", null, error.getMessage(), location);
            case "minimum", "exclusiveMinimum" ->
                new Violation(422, "greater_than_equal", null, error.getMessage(), location);
            default -> new Violation(422, "value_error", null, error.getMessage(), location);
        };
    }

    private static boolean isToolCallId(List<Object> location) {
        Object last = location.get(location.size() - 1);
        return last.equals("tool_call_id") || last.equals("id") && location.contains("tool_calls");
    }

    private static List<Object> location(Error error) {
        List<Object> location = new ArrayList<>();
        location.add("body");
        for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
            location.add(error.getInstanceLocation().getElement(i));
        }
        if (error.getProperty() != null) {
            location.add(error.getProperty());
        }
        return location;
    }
}
