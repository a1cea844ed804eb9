package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mistral4j.testserver.internal.Embeddings;
import io.github.mistral4j.testserver.internal.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which parameters exclude each other, and which models know which. */
final class ParameterRules {

    private static final int MAX_INPUTS = 256;
    private static final int MAX_TOKENS = 16_384;

    /** The first pattern that fits a model says which efforts it takes. */
    private static final Map<Pattern, Set<String>> EFFORTS = efforts();

    private ParameterRules() {}

    private static Map<Pattern, Set<String>> efforts() {
        Map<Pattern, Set<String>> efforts = new LinkedHashMap<>();
        efforts.put(Pattern.compile("mistral-large-4.*"), Set.of("low", "medium", "high"));
        efforts.put(Pattern.compile("(mistral-large|ministral|codestral|voxtral).*"), Set.of());
        efforts.put(Pattern.compile("zai-glm.*"), Set.of("low", "high", "max"));
        efforts.put(Pattern.compile(".*"), Set.of("none", "high"));
        return efforts;
    }

    static void chat(JsonNode request, List<Violation> found) {
        sampling(request, found);
        tools(request, found);
        reasoning(request, found);
    }

    static void sampling(JsonNode request, List<Violation> found) {
        boolean greedy = request.path("temperature").asDouble(1) == 0;
        if (greedy && request.path("top_p").asDouble(1) != 1) {
            found.add(Violation.arguments("top_p must be 1 when using greedy sampling."));
        }
        if (request.hasNonNull("n") && request.has("prediction")) {
            found.add(Violation.arguments("n is not supported with prediction"));
        }
    }

    private static void tools(JsonNode request, List<Violation> found) {
        JsonNode choice = request.path("tool_choice");
        boolean forced = choice.isObject() || Set.of("any", "required").contains(choice.asText());
        String format = request.path("response_format").path("type").asText("text");
        if (forced && !format.equals("text")) {
            found.add(Violation.arguments(
                    "`" + format + "` response type with tools is only compatible with `tool_choice: auto`"));
        }
    }

    private static void reasoning(JsonNode request, List<Violation> found) {
        if (request.hasNonNull("prompt_mode")) {
            found.add(Violation.arguments("Reasoning prompt mode is not enabled for this model"));
        }
        if (!request.hasNonNull("reasoning_effort")) {
            return;
        }
        String effort = request.path("reasoning_effort").asText();
        String model = request.path("model").asText();
        Set<String> allowed = EFFORTS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(model).matches())
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Set.of());
        if (!allowed.contains(effort)) {
            found.add(Violation.arguments(
                    allowed.isEmpty()
                            ? "reasoning_effort is not supported for this model"
                            : "reasoning_effort must be one of "
                                    + allowed.stream().sorted().toList() + " for this model"));
        }
    }

    static void embeddings(JsonNode request, List<Violation> found) {
        List<String> inputs = Embeddings.inputs(request);
        if (inputs.size() > MAX_INPUTS) {
            found.add(prompt("Too many inputs in request, split into more batches."));
        }
        if (inputs.stream().mapToInt(Tokens::count).sum() > MAX_TOKENS) {
            found.add(prompt("Too many tokens overall, split into more batches."));
        }
        boolean sized = request.hasNonNull("output_dimension") || request.has("output_dtype");
        if (sized && request.path("model").asText().startsWith("mistral-embed")) {
            found.add(Violation.arguments("This model does not support output_dimension or output_dtype"));
        }
    }

    private static Violation prompt(String message) {
        return Violation.of(400, "invalid_request_prompt", "3210", message);
    }
}
