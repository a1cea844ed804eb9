package io.github.mistral4j.internal.answer;

import dev.langchain4j.model.output.FinishReason;
import org.jspecify.annotations.Nullable;

final class FinishReasons {

    private FinishReasons() {}

    static @Nullable FinishReason map(io.github.mistral4j.client.api.@Nullable FinishReason reason) {
        return reason == null
                ? null
                : switch (reason.value()) {
                    case "stop", "eos_token", "stop_sequence", "end_turn" -> FinishReason.STOP;
                    case "length", "model_length", "max_tokens" -> FinishReason.LENGTH;
                    case "tool_calls", "function_call", "tool_use" -> FinishReason.TOOL_EXECUTION;
                    case "content_filter" -> FinishReason.CONTENT_FILTER;
                    default -> FinishReason.OTHER;
                };
    }
}
