package io.github.mistral4j.internal;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation as the API takes it. One mapper serves one request. */
final class MessageMapper {

    private static final MessageContent BRIDGE = MessageContent.text("OK");

    private final MistralSettings settings;
    private final ContentMapper contents = new ContentMapper();
    private final ToolCallPairs pairs;

    MessageMapper(MistralSettings settings, ToolNames names) {
        this.settings = settings;
        this.pairs = new ToolCallPairs(names);
    }

    List<Message> map(List<ChatMessage> messages) {
        pairs.reserveIdsOf(messages);
        boolean bridge = settings.get(Setting.BRIDGE_USER_AFTER_TOOL, false);
        boolean mergeSystem = SystemMessages.mustBeMerged(messages);
        List<Message> mapped = new ArrayList<>(messages.size() + 1);
        if (mergeSystem) {
            mapped.add(new Message.System(MessageContent.text(SystemMessages.merged(messages))));
        }
        for (int i = 0; i < messages.size(); i++) {
            Message message = mergeSystem && messages.get(i) instanceof SystemMessage ? null : map(messages.get(i), i);
            if (message != null) {
                if (bridge && message instanceof Message.User && endsWithTool(mapped)) {
                    mapped.add(new Message.Assistant(BRIDGE, List.of(), false));
                }
                mapped.add(message);
            }
        }
        pairs.checkNoneOpen();
        if (mapped.isEmpty()) {
            throw new InvalidRequestException(
                    "messages hold nothing to send: an assistant message without text or tool "
                            + "calls is left out, and there is no other");
        }
        return mapped;
    }

    private static boolean endsWithTool(List<Message> mapped) {
        return !mapped.isEmpty() && mapped.get(mapped.size() - 1) instanceof Message.Tool;
    }

    private @Nullable Message map(ChatMessage message, int position) {
        if (message instanceof ToolExecutionResultMessage result) {
            return new Message.Tool(contents.map(result.contents()), pairs.close(result, position), null);
        }
        pairs.checkNoneOpen();
        if (message instanceof UserMessage user) {
            return new Message.User(contents.map(user.contents()));
        } else if (message instanceof AiMessage answer) {
            return assistant(answer);
        } else if (message instanceof SystemMessage system) {
            return new Message.System(MessageContent.text(system.text()));
        }
        throw new UnsupportedFeatureException(
                "messages of type " + message.type() + " are not supported by Mistral (message " + position + ")");
    }

    // The API refuses an assistant message with neither content nor tool calls, which a blocked answer leaves behind.
    private Message.@Nullable Assistant assistant(AiMessage answer) {
        String text = answer.text() == null ? "" : answer.text();
        ContentPart.Thinking thinking =
                settings.get(Setting.SEND_THINKING, true) ? ThinkingAttribute.read(answer) : null;
        if (text.isEmpty() && thinking == null && !answer.hasToolExecutionRequests()) {
            return null;
        }
        return new Message.Assistant(content(text, thinking), pairs.open(answer.toolExecutionRequests()), false);
    }

    private static @Nullable MessageContent content(String text, ContentPart.@Nullable Thinking thinking) {
        if (thinking == null) {
            return text.isEmpty() ? null : MessageContent.text(text);
        }
        // What is replayed is over; only a prefix, which comes behind all of it, is to be continued.
        ContentPart.Thinking over = new ContentPart.Thinking(thinking.thinking(), thinking.signature(), true);
        return MessageContent.parts(text.isEmpty() ? List.of(over) : List.of(over, new ContentPart.Text(text)));
    }
}
