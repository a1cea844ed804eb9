package io.github.mistral4j.internal.answer;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialToolCall;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.ToolCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tool calls from pieces: whole ones, as Mistral's own models send them, or fragments. A piece belongs to the call of its
 * {@code index}; another id there, or another name where there are no ids, begins a new call, unless it is the id of a call
 * of that index whose arguments are not complete.
 */
final class ToolCallAssembler {

    private final AnswerEvents events;
    private final List<AssembledToolCall> calls = new ArrayList<>(0);
    private final Map<Integer, AssembledToolCall> byIndex = new HashMap<>();
    private final Map<Key, AssembledToolCall> byId = new HashMap<>();
    /** Those that got a piece since the last one began. */
    private final List<AssembledToolCall> grown = new ArrayList<>(0);

    private record Key(String id, @Nullable Integer index) {}

    ToolCallAssembler(AnswerEvents events) {
        this.events = events;
    }

    void add(ToolCall delta) {
        AssembledToolCall call = callOf(delta);
        if (call != null) {
            add(call, delta);
        }
    }

    /** One of an answer that came in one piece, where each is a call of its own. */
    void addWhole(ToolCall whole) {
        if (!isNothing(whole)) {
            add(begin(whole.index()), whole);
        }
    }

    private void add(AssembledToolCall call, ToolCall delta) {
        if (grown.isEmpty() || grown.get(grown.size() - 1) != call) {
            grown.add(call);
        }
        String fragment = call.add(delta);
        if (delta.id() != null && delta.id().equals(call.id())) {
            byId.put(new Key(delta.id(), call.index()), call);
        }
        tell(call, fragment);
    }

    private void tell(AssembledToolCall call, String fragment) {
        if (!fragment.isEmpty() && call.hasName()) {
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
        List<ToolExecutionRequest> requests = new ArrayList<>(calls.size());
        for (AssembledToolCall call : calls) {
            requests.add(call.request());
        }
        return Collections.unmodifiableList(requests);
    }

    /** Null for a piece with nothing in it where no call has begun. */
    private @Nullable AssembledToolCall callOf(ToolCall delta) {
        AssembledToolCall unfinished = unfinished(delta);
        if (unfinished != null) {
            return unfinished;
        }
        AssembledToolCall current = delta.index() != null
                ? byIndex.get(delta.index())
                : calls.isEmpty() ? null : calls.get(calls.size() - 1);
        if (current == null && !calls.isEmpty() && delta.id() == null && delta.name() == null) {
            // Only some fragments have an index, or another one than the first.
            current = calls.get(calls.size() - 1);
        }
        if (current != null && !current.isOtherThan(delta)) {
            return current;
        }
        return isNothing(delta) ? null : begin(delta.index());
    }

    private static boolean isNothing(ToolCall delta) {
        return delta.id() == null && delta.name() == null && delta.arguments().isBlank();
    }

    // Servers that number no call, or all alike, tell the fragments of two calls apart by the id alone.
    private @Nullable AssembledToolCall unfinished(ToolCall delta) {
        AssembledToolCall call = delta.id() == null ? null : byId.get(new Key(delta.id(), delta.index()));
        return call == null || call.hasWholeArguments() ? null : call;
    }

    private AssembledToolCall begin(@Nullable Integer index) {
        // One without all its arguments may get more of them: some servers send the fragments of two calls in turn.
        grown.stream().filter(AssembledToolCall::hasWholeArguments).forEach(this::complete);
        grown.clear();
        AssembledToolCall call = new AssembledToolCall(calls.size(), index);
        calls.add(call);
        if (index != null) {
            byIndex.put(index, call);
        }
        return call;
    }

    private void complete(AssembledToolCall call) {
        if (call.completeOnce()) {
            tell(call, call.rest());
            events.completeToolCall(new CompleteToolCall(call.position(), call.request()));
        }
    }
}
