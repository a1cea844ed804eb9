package io.github.mistral4j.core036;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.internal.ToolCallIds;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of one conversation, in their order: each result of a tool gets the id of its call. */
final class MessageMapper {

    private final ToolCallIds ids;
    private final Map<String, Deque<String>> open = new HashMap<>();

    MessageMapper(ToolCallIds ids) {
        this.ids = ids;
    }

    Message map(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return new Message.System(MessageContent.text(system.text()));
        } else if (message instanceof UserMessage user) {
            return new Message.User(content(user.contents()));
        } else if (message instanceof AiMessage answer) {
            return assistant(answer);
        } else if (message instanceof ToolExecutionResultMessage result) {
            return tool(result);
        }
        throw new IllegalArgumentException("messages of " + message.getClass() + " are not supported");
    }

    private Message assistant(AiMessage answer) {
        MessageContent content = answer.text() == null ? null : MessageContent.text(answer.text());
        List<ToolCall> calls = new ArrayList<>();
        if (answer.hasToolExecutionRequests()) {
            for (ToolExecutionRequest request : answer.toolExecutionRequests()) {
                String arguments = request.arguments() == null ? "{}" : request.arguments();
                String id = ids.idOf(request.id(), request.name(), arguments);
                open.computeIfAbsent(key(request.id(), request.name()), key -> new ArrayDeque<>())
                        .add(id);
                calls.add(new ToolCall(id, request.name(), arguments));
            }
        }
        return new Message.Assistant(content, calls, false);
    }

    private Message tool(ToolExecutionResultMessage result) {
        Deque<String> calls = open.get(key(result.id(), result.toolName()));
        String id = calls == null ? null : calls.poll();
        if (id == null) {
            throw new IllegalArgumentException(
                    "a result of '" + result.toolName() + "' answers a call that no assistant message before it makes");
        }
        return new Message.Tool(MessageContent.text(result.text()), id, result.toolName());
    }

    private static String key(@Nullable String id, String name) {
        return ToolCallIds.isKnown(id) ? "id " + id : "name " + name;
    }

    private static MessageContent content(List<Content> contents) {
        if (contents.size() == 1 && contents.get(0) instanceof TextContent text) {
            return MessageContent.text(text.text());
        }
        return MessageContent.parts(contents.stream().map(MessageMapper::part).toList());
    }

    private static ContentPart part(Content content) {
        if (content instanceof TextContent text) {
            return new ContentPart.Text(text.text());
        } else if (content instanceof ImageContent image) {
            String type = image.image().mimeType() == null
                    ? "image/png"
                    : image.image().mimeType();
            return new ContentPart.ImageUrl(
                    url(image.image().url(), image.image().base64Data(), type), null);
        } else if (content instanceof PdfFileContent pdf) {
            return new ContentPart.DocumentUrl(
                    url(pdf.pdfFile().url(), pdf.pdfFile().base64Data(), "application/pdf"), null);
        }
        throw new IllegalArgumentException("content of type " + content.type() + " is not supported");
    }

    private static String url(@Nullable URI url, @Nullable String base64, String type) {
        return base64 == null ? String.valueOf(url) : "data:" + type + ";base64," + base64;
    }
}
