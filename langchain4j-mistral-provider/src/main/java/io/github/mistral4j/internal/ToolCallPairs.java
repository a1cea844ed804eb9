package io.github.mistral4j.internal;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.exception.InvalidRequestException;
import io.github.mistral4j.client.api.ToolCall;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pairs each tool result with its call, by id where there is one and else by name and order, and gives both one id. */
final class ToolCallPairs {

    private record Open(@Nullable String id, String name, String wireId) {}

    private final ToolNames names;
    private @Nullable ToolCallIds ids;
    private final List<Open> open = new ArrayList<>();

    ToolCallPairs(ToolNames names) {
        this.names = names;
    }

    void reserveIdsOf(List<ChatMessage> messages) {
        for (ChatMessage message : messages) {
            if (message instanceof AiMessage answer && answer.hasToolExecutionRequests()) {
                answer.toolExecutionRequests().forEach(call -> ids().reserve(call.id()));
            }
        }
    }

    List<ToolCall> open(@Nullable List<ToolExecutionRequest> requests) {
        if (requests == null || requests.isEmpty()) {
            return List.of();
        }
        List<ToolCall> calls = new ArrayList<>(requests.size());
        for (ToolExecutionRequest request : requests) {
            String arguments =
                    request.arguments() == null || request.arguments().isEmpty() ? "{}" : request.arguments();
            String wireId = ids().idOf(request.id(), request.name(), arguments);
            open.add(new Open(request.id(), request.name(), wireId));
            calls.add(new ToolCall(wireId, names.wireName(request.name()), ToolArguments.sendable(arguments)));
        }
        return calls;
    }

    // Most conversations have none.
    private ToolCallIds ids() {
        ToolCallIds known = ids == null ? new ToolCallIds() : ids;
        ids = known;
        return known;
    }

    /** The id of the call that a result belongs to. */
    String close(ToolExecutionResultMessage result, int position) {
        boolean known = ToolCallIds.isKnown(result.id());
        for (Iterator<Open> calls = open.iterator(); calls.hasNext(); ) {
            Open call = calls.next();
            boolean same = known
                    ? result.id().equals(call.id())
                    : !ToolCallIds.isKnown(call.id())
                            && (result.toolName() == null || result.toolName().equals(call.name()));
            if (same) {
                calls.remove();
                return call.wireId();
            }
        }
        throw new InvalidRequestException("message " + position + " is a result for "
                + name(result.toolName(), result.id()) + ", which no assistant message before it asks for");
    }

    void checkNoneOpen() {
        if (!open.isEmpty()) {
            Open call = open.get(0);
            throw new InvalidRequestException("the tool call of " + name(call.name(), call.id())
                    + " has no result: one must follow before any other message");
        }
    }

    private static String name(@Nullable String name, @Nullable String id) {
        return "'" + name + "'" + (id == null ? "" : " (id " + id + ")");
    }
}
