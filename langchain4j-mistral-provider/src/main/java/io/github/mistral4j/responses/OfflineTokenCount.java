package io.github.mistral4j.responses;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.TokenCountEstimator;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.internal.CountableMessages;
import io.github.mistral4j.internal.embeddings.TokenEstimate;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class OfflineTokenCount implements TokenCountEstimator {

    private static final int AROUND = 12;

    @Override
    public int estimateTokenCountInText(String text) {
        return text.isEmpty() ? 0 : TokenEstimate.of(text);
    }

    @Override
    public int estimateTokenCountInMessage(ChatMessage message) {
        return estimateTokenCountInMessages(List.of(message));
    }

    @Override
    public int estimateTokenCountInMessages(Iterable<ChatMessage> messages) {
        List<Message> countable = CountableMessages.of(messages);
        return countable.isEmpty()
                ? 0
                : AROUND + countable.stream().mapToInt(this::count).sum();
    }

    private int count(Message message) {
        if (message instanceof Message.System system) {
            return count(system.content());
        } else if (message instanceof Message.User user) {
            return count(user.content());
        }
        return message instanceof Message.Assistant assistant ? count(assistant.content()) : 0;
    }

    private int count(@Nullable MessageContent content) {
        if (content instanceof MessageContent.Text text) {
            return estimateTokenCountInText(text.text());
        }
        return content instanceof MessageContent.Parts parts
                ? parts.parts().stream()
                        .filter(ContentPart.Text.class::isInstance)
                        .mapToInt(part -> estimateTokenCountInText(((ContentPart.Text) part).text()))
                        .sum()
                : 0;
    }
}
