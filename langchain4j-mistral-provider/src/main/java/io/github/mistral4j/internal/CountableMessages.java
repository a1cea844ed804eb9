package io.github.mistral4j.internal;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import java.util.ArrayList;
import java.util.List;

/**
 * Any part of a conversation as messages that can be counted: a memory that grows or shrinks may hold a tool call without its result
 * or the other way round, which the API would refuse, so calls and results are counted as text.
 */
public final class CountableMessages {

    private CountableMessages() {}

    public static List<Message> of(Iterable<ChatMessage> messages) {
        List<Message> countable = new ArrayList<>();
        for (ChatMessage message : messages) {
            countable.add(of(message));
        }
        return countable;
    }

    private static Message of(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return new Message.System(MessageContent.text(system.text()));
        } else if (message instanceof UserMessage user) {
            return new Message.User(new ContentMapper().map(user.contents()));
        } else if (message instanceof ToolExecutionResultMessage result) {
            return new Message.User(new ContentMapper().map(result.contents()));
        } else if (message instanceof AiMessage answer) {
            StringBuilder text = new StringBuilder(answer.text() == null ? "" : answer.text());
            for (ToolExecutionRequest call : answer.toolExecutionRequests()) {
                text.append(text.isEmpty() ? "" : "\n").append(call.name()).append(call.arguments());
            }
            return new Message.Assistant(MessageContent.text(text.toString()), List.of(), false);
        }
        throw new UnsupportedFeatureException("messages of type " + message.type() + " cannot be counted");
    }
}
