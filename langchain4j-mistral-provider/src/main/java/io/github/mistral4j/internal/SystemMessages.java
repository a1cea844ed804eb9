package io.github.mistral4j.internal;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The API refuses a system message right after an assistant or tool message, and at the end; then all become one at the
 * beginning.
 */
final class SystemMessages {

    private SystemMessages() {}

    static boolean mustBeMerged(List<ChatMessage> messages) {
        for (int i = 1; i < messages.size(); i++) {
            ChatMessage before = messages.get(i - 1);
            if (messages.get(i) instanceof SystemMessage
                    && (before instanceof AiMessage || before instanceof ToolExecutionResultMessage)) {
                return true;
            }
        }
        return messages.get(messages.size() - 1) instanceof SystemMessage
                && !messages.stream().allMatch(SystemMessage.class::isInstance);
    }

    static String merged(List<ChatMessage> messages) {
        return messages.stream()
                .filter(SystemMessage.class::isInstance)
                .map(message -> ((SystemMessage) message).text())
                .collect(Collectors.joining("\n\n"));
    }
}
