package io.github.mistral4j.internal;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialToolCall;
import io.github.mistral4j.client.ToolCallDelta;
import io.github.mistral4j.client.api.FinishReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tool calls from pieces: whole ones, as Mistral's own models send them, or fragments. A piece belongs to the call of its
 * {@code index}; another id there, or another name where there are no ids, begins a new call.
 */
final class ToolCallAssembler {

    private final AnswerEvents events;
    private final List<AssembledToolCall> calls = new ArrayList<>(0);
    private final Map<Integer, AssembledToolCall> byIndex = new HashMap<>();

    ToolCallAssembler(AnswerEvents events) {
        this.events = events;
    }

    void add(ToolCallDelta delta) {
        AssembledToolCall call = callOf(delta);
        String fragment = call.add(delta);
        if (!fragment.isEmpty() && call.name() != null && !call.name().isBlank()) {
            events.partialToolCall(PartialToolCall.builder()
                    .index(call.position())
                    .id(call.id())
                    .name(call.name())
                    .partialArguments(fragment)
                    .build());
        }
    }

    void finish(@Nullable FinishReason reason) {
        boolean cut = FinishReason.LENGTH.equals(reason) || FinishReason.MODEL_LENGTH.equals(reason);
        for (AssembledToolCall call : calls) {
            if (!cut) {
                call.emptyMeansNoArguments();
            }
            complete(call);
        }
    }

    List<ToolExecutionRequest> requests() {
        return calls.stream().map(AssembledToolCall::request).toList();
    }

    private AssembledToolCall callOf(ToolCallDelta delta) {
        AssembledToolCall current = delta.index() != null
                ? byIndex.get(delta.index())
                : calls.isEmpty() ? null : calls.get(calls.size() - 1);
        if (current == null || current.isOtherThan(delta)) {
            return begin(delta.index());
        }
        return current;
    }

    private AssembledToolCall begin(@Nullable Integer index) {
        // One whose arguments are not complete may get more of them: servers may send the fragments of two calls in
        // turn.
        calls.stream().filter(AssembledToolCall::hasWholeArguments).forEach(this::complete);
        AssembledToolCall call = new AssembledToolCall(calls.size());
        calls.add(call);
        if (index != null) {
            byIndex.put(index, call);
        }
        return call;
    }

    private void complete(AssembledToolCall call) {
        if (call.completeOnce()) {
            events.completeToolCall(new CompleteToolCall(call.position(), call.request()));
        }
    }
}
