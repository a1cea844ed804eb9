package io.github.mistral4j.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which parameters exclude each other, and which models know which. */
final class ParameterRules {

    private static final Pattern NO_REASONING = Pattern.compile("(mistral-large|ministral|codestral|voxtral).*");
    private static final int MAX_INPUTS = 256;
    private static final int MAX_TOKENS = 16_384;

    private ParameterRules() {}

    static List<Violation> chat(JsonNode request) {
        List<Violation> violations = new ArrayList<>();
        sampling(request, violations);
        tools(request, violations);
        reasoning(request, violations);
        return violations;
    }

    private static void sampling(JsonNode request, List<Violation> violations) {
        boolean greedy = request.path("temperature").asDouble(1) == 0;
        if (greedy && request.path("top_p").asDouble(1) != 1) {
            violations.add(Violation.arguments("top_p must be 1 when using greedy sampling."));
        }
        if (request.has("n") && request.has("prediction")) {
            violations.add(Violation.arguments("n is not supported with prediction"));
        }
    }

    private static void tools(JsonNode request, List<Violation> violations) {
        JsonNode choice = request.path("tool_choice");
        boolean forced = choice.isObject() || Set.of("any", "required").contains(choice.asText());
        String format = request.path("response_format").path("type").asText("text");
        if (forced && !format.equals("text")) {
            violations.add(Violation.arguments(
                    "`" + format + "` response type with tools is only compatible with `tool_choice: auto`"));
        }
        Set<String> names = new HashSet<>();
        for (JsonNode tool : request.path("tools")) {
            String name = tool.path("function").path("name").asText();
            if (!names.add(name)) {
                violations.add(Violation.house("two tools are called " + name));
            }
        }
        if (forced && names.isEmpty()) {
            violations.add(Violation.house("a tool is forced and none is offered"));
        }
        if (choice.isObject() && !names.contains(choice.at("/function/name").asText())) {
            violations.add(Violation.house("the forced tool is not among the tools"));
        }
    }

    private static void reasoning(JsonNode request, List<Violation> violations) {
        if (request.has("prompt_mode")) {
            violations.add(Violation.arguments("Reasoning prompt mode is not enabled for this model"));
        }
        String effort = request.path("reasoning_effort").asText("none");
        String model = request.path("model").asText();
        if (!Set.of("none", "high").contains(effort)
                || request.has("reasoning_effort")
                        && NO_REASONING.matcher(model).matches()) {
            violations.add(Violation.arguments("reasoning_effort is not supported for this model"));
        }
    }

    static List<Violation> embeddings(JsonNode request) {
        List<Violation> violations = new ArrayList<>();
        JsonNode input = request.path("input");
        int tokens = 0;
        for (JsonNode text : input.isArray() ? input : List.of(input)) {
            tokens += Tokens.count(text.asText());
        }
        if (input.size() > MAX_INPUTS) {
            violations.add(prompt("Too many inputs in request, split into more batches."));
        }
        if (tokens > MAX_TOKENS) {
            violations.add(prompt("Too many tokens overall, split into more batches."));
        }
        boolean sized = request.has("output_dimension") || request.has("output_dtype");
        if (sized && request.path("model").asText().startsWith("mistral-embed")) {
            violations.add(Violation.arguments("This model does not support output_dimension or output_dtype"));
        }
        return violations;
    }

    private static Violation prompt(String message) {
        return Violation.of(400, "invalid_request_prompt", "3210", message);
    }
}
