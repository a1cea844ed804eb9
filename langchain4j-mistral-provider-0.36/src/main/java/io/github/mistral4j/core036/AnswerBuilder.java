package io.github.mistral4j.core036;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import io.github.mistral4j.client.api.ChatChoice;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.internal.ToolCallIds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts an answer together, from a whole one or from its pieces. Thinking has no place in 0.36 and is left out. */
final class AnswerBuilder {

    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>(0);
    private @Nullable FinishReason reason;
    private @Nullable Usage usage;

    AnswerBuilder whole(ChatCompletionResponse response) {
        ChatChoice choice = response.choices().get(0);
        if (choice.message().content() instanceof MessageContent.Text whole) {
            text(whole.text());
        } else if (choice.message().content() instanceof MessageContent.Parts parts) {
            for (ContentPart part : parts.parts()) {
                if (part instanceof ContentPart.Text piece) {
                    text(piece.text());
                }
            }
        }
        calls.addAll(choice.message().toolCalls());
        reason = choice.finishReason();
        usage = response.usage();
        return this;
    }

    void text(String piece) {
        text.append(piece);
    }

    /** A whole call, or the next fragment of the one with its index. */
    void toolCall(ToolCall piece) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            ToolCall begun = calls.get(i);
            if (piece.index() != null && piece.index().equals(begun.index()) && continues(begun, piece)) {
                calls.set(
                        i,
                        new ToolCall(begun.id(), begun.name(), begun.arguments() + piece.arguments(), begun.index()));
                return;
            }
        }
        calls.add(piece);
    }

    private static boolean continues(ToolCall begun, ToolCall piece) {
        String id = piece.id();
        if (id != null && ToolCallIds.isKnown(id)) {
            return id.equals(begun.id());
        }
        return piece.name() == null || piece.arguments().isEmpty();
    }

    void finish(FinishReason reason) {
        this.reason = reason;
    }

    void usage(Usage usage) {
        this.usage = usage;
    }

    Response<AiMessage> response() {
        List<ToolExecutionRequest> requests =
                calls.stream().map(AnswerBuilder::request).toList();
        AiMessage message;
        if (requests.isEmpty()) {
            message = AiMessage.from(text.toString());
        } else {
            message = text.isEmpty() ? AiMessage.from(requests) : AiMessage.from(text.toString(), requests);
        }
        return Response.from(message, tokens(usage), finishReason());
    }

    private static ToolExecutionRequest request(ToolCall call) {
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.name() == null ? "" : call.name())
                .arguments(call.arguments().isEmpty() ? "{}" : call.arguments())
                .build();
    }

    static @Nullable TokenUsage tokens(@Nullable Usage usage) {
        return usage == null
                ? null
                : new TokenUsage(usage.promptTokens(), usage.completionTokens(), usage.totalTokens());
    }

    private dev.langchain4j.model.output.@Nullable FinishReason finishReason() {
        return reason == null
                ? null
                : switch (reason.value()) {
                    case "stop" -> dev.langchain4j.model.output.FinishReason.STOP;
                    case "length", "model_length" -> dev.langchain4j.model.output.FinishReason.LENGTH;
                    case "tool_calls" -> dev.langchain4j.model.output.FinishReason.TOOL_EXECUTION;
                    case "content_filter" -> dev.langchain4j.model.output.FinishReason.CONTENT_FILTER;
                    default -> dev.langchain4j.model.output.FinishReason.OTHER;
                };
    }
}
