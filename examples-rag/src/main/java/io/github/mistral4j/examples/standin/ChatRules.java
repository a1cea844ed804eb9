package io.github.mistral4j.examples.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** What the real API demands of a chat request, apart from its messages. */
final class ChatRules {

    private static final List<Object> BODY = List.of("body");

    private static final Set<String> FIELDS = Set.of(
            "model",
            "messages",
            "temperature",
            "top_p",
            "max_tokens",
            "stream",
            "stop",
            "random_seed",
            "metadata",
            "response_format",
            "tools",
            "tool_choice",
            "presence_penalty",
            "frequency_penalty",
            "n",
            "prediction",
            "parallel_tool_calls",
            "reasoning_effort",
            "prompt_mode",
            "guardrails",
            "prompt_cache_key",
            "service_tier",
            "safe_prompt");

    private static final Set<String> EFFORTS = Set.of("none", "minimal", "low", "medium", "high", "xhigh");

    private ChatRules() {}

    static void check(JsonNode request) {
        RequestCheck check = new RequestCheck();
        check.onlyFields(request, BODY, FIELDS);
        check.required(request, BODY, "model");
        check.required(request, BODY, "messages");
        check.field(request, BODY, "model", JsonNode::isTextual, "string_type", "Input should be a valid string");
        check.field(request, BODY, "messages", JsonNode::isArray, "list_type", "Input should be a valid list");
        check.field(request, BODY, "stream", JsonNode::isBoolean, "bool_type", "Input should be a valid boolean");
        check.field(request, BODY, "max_tokens", JsonNode::isInt, "int_type", "Input should be a valid integer");
        check.field(request, BODY, "random_seed", JsonNode::isInt, "int_type", "Input should be a valid integer");
        check.field(
                request,
                BODY,
                "reasoning_effort",
                effort -> EFFORTS.contains(effort.asText()),
                "enum",
                "Input should be 'none', 'minimal', 'low', 'medium', 'high' or 'xhigh'");
        check.range(request, "temperature", 0, 1.5);
        check.range(request, "top_p", 0, 1);
        check.range(request, "presence_penalty", -2, 2);
        check.range(request, "frequency_penalty", -2, 2);
        MessageRules.checkFields(request.path("messages"), check);
        check.throwIfAny();
        MessageRules.checkOrder(request.get("messages"));
        checkSampling(request);
    }

    private static void checkSampling(JsonNode request) {
        boolean greedy = request.path("temperature").isNumber()
                && request.get("temperature").asDouble() == 0;
        if (greedy && request.hasNonNull("top_p") && request.get("top_p").asDouble() != 1) {
            throw Refusal.badRequest("top_p must be 1 when using greedy sampling.", "invalid_request_error", "3051");
        }
        if (request.hasNonNull("prompt_mode")) {
            throw Refusal.badRequest(
                    "Reasoning prompt mode is not enabled for this model", "invalid_request_invalid_args", "3051");
        }
    }
}
