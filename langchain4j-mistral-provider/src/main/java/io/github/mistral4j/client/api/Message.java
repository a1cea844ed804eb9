package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of a conversation, told by {@code role}. */
public sealed interface Message {

    /** {@code role: system}. */
    record System(MessageContent content) implements Message {
        public System {
            requireNonNull(content, "content");
        }
    }

    /** {@code role: user}. */
    record User(MessageContent content) implements Message {
        public User {
            requireNonNull(content, "content");
        }
    }

    /**
     * {@code role: assistant}, sent as history and received as the answer.
     *
     * @param content null when the message only calls tools
     * @param toolCalls {@code tool_calls}, empty when there are none
     * @param prefix true when the model is to continue this message instead of answering it
     */
    record Assistant(@Nullable MessageContent content, List<ToolCall> toolCalls, boolean prefix) implements Message {
        public Assistant {
            toolCalls = List.copyOf(toolCalls);
        }
    }

    /**
     * {@code role: tool}, the result of one tool call.
     *
     * @param toolCallId {@code tool_call_id}, exactly nine letters or digits for Mistral's own models
     * @param name of the function, optional
     */
    record Tool(
            MessageContent content,
            String toolCallId,
            @Nullable String name) implements Message {
        public Tool {
            requireNonNull(content, "content");
            requireNonNull(toolCallId, "toolCallId");
        }
    }
}
