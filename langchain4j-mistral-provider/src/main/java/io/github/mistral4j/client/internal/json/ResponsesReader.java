package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.ChatChoice;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer of {@code /responses} as a chat completion; null where the JSON object is none, or says that it failed. */
final class ResponsesReader {

    private ResponsesReader() {}

    static @Nullable ChatCompletionResponse read(JsonParser parser, ErrorFields others) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        Map<String, @Nullable Object> body = JsonTree.readObject(parser);
        if (!(body.get("output") instanceof List<?> output) || isError(body)) {
            others.keepAll(body);
            return null;
        }
        List<ContentPart> parts = new ArrayList<>();
        List<ToolCall> calls = new ArrayList<>();
        for (int i = 0; i < output.size(); i++) {
            if (output.get(i) instanceof Map<?, ?> item) {
                if ("function_call".equals(item.get("type"))) {
                    calls.add(call(item, i));
                } else {
                    parts.addAll(parts(item));
                }
            }
        }
        Message.Assistant message = new Message.Assistant(MessageContent.parts(parts), calls, false);
        return new ChatCompletionResponse(
                text(body, "id"),
                text(body, "object"),
                number(body.get("created_at")),
                text(body, "model"),
                List.of(new ChatChoice(0, message, finishReason(body, !calls.isEmpty()))),
                usage(body),
                List.of());
    }

    static boolean isError(Map<?, ?> body) {
        return JsonTree.isMeaningful(body.get("error")) || "error".equals(body.get("object"));
    }

    static @Nullable Integer readCount(JsonParser parser, ErrorFields others) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        Map<String, @Nullable Object> body = JsonTree.readObject(parser);
        Integer count = integer(body.get("input_tokens"));
        if (count == null) {
            others.keepAll(body);
        }
        return count;
    }

    static ToolCall call(Map<?, ?> item, int index) {
        String arguments = text(item, "arguments");
        return new ToolCall(text(item, "call_id"), text(item, "name"), arguments == null ? "" : arguments, index);
    }

    /** The parts of a message or reasoning item. A reasoning item is kept whole beside its text, to be sent back as it came. */
    static List<ContentPart> parts(Map<?, ?> item) throws UnexpectedBodyException {
        List<ContentPart> parts = new ArrayList<>();
        if ("reasoning".equals(item.get("type"))) {
            for (String text : texts(item)) {
                parts.add(new ContentPart.Text(text));
            }
            return List.of(new ContentPart.Thinking(parts, null, true), itemOnly(item));
        }
        if (!"message".equals(item.get("type"))) {
            String type = text(item, "type");
            return List.of(new ContentPart.Unknown(type == null ? "" : type, JsonTree.object(item)));
        }
        for (String text : texts(item)) {
            parts.add(new ContentPart.Text(text));
        }
        parts.addAll(annotations(item));
        return parts;
    }

    static ContentPart itemOnly(Map<?, ?> reasoning) {
        return new ContentPart.Thinking(
                List.of(new ContentPart.Unknown("reasoning", JsonTree.object(reasoning))), null, true);
    }

    /** Texts, refusals and reasoning, or the summary of it. */
    static List<String> texts(Map<?, ?> item) throws UnexpectedBodyException {
        Object content = item.get("content");
        if (!JsonTree.isMeaningful(content)) {
            content = item.get("summary");
        }
        List<String> texts = new ArrayList<>();
        if (content instanceof String text) {
            texts.add(text);
        } else if (content instanceof List<?> elements) {
            for (Object element : elements) {
                String text = element instanceof Map<?, ?> part ? textOf(part) : null;
                if (text != null) {
                    texts.add(text);
                } else if (!(element instanceof Map<?, ?>)) {
                    throw unreadable();
                }
            }
        } else if (content != null) {
            throw unreadable();
        }
        return texts;
    }

    private static @Nullable String textOf(Map<?, ?> part) throws UnexpectedBodyException {
        Object text = part.get("text") == null ? part.get("refusal") : part.get("text");
        if (text != null && !(text instanceof String)) {
            throw unreadable();
        }
        return (String) text;
    }

    private static UnexpectedBodyException unreadable() {
        return new UnexpectedBodyException("the content of the answer is neither text nor parts");
    }

    static List<ContentPart> annotations(Map<?, ?> item) {
        List<ContentPart> annotations = new ArrayList<>();
        if (item.get("content") instanceof List<?> content) {
            for (Object element : content) {
                if (element instanceof Map<?, ?> part && part.get("annotations") instanceof List<?> list) {
                    for (Object annotation : list) {
                        if (annotation instanceof Map<?, ?> fields) {
                            String type = text(fields, "type");
                            annotations.add(new ContentPart.Unknown(type == null ? "" : type, JsonTree.object(fields)));
                        }
                    }
                }
            }
        }
        return annotations;
    }

    static FinishReason finishReason(Map<?, ?> body, boolean calls) {
        Object status = body.get("status");
        if ("incomplete".equals(status)) {
            return body.get("incomplete_details") instanceof Map<?, ?> details
                            && "content_filter".equals(details.get("reason"))
                    ? FinishReason.of("content_filter")
                    : FinishReason.LENGTH;
        }
        if (status != null && !"completed".equals(status)) {
            return FinishReason.ERROR;
        }
        return calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    }

    static @Nullable Usage usage(Map<?, ?> body) {
        if (!(body.get("usage") instanceof Map<?, ?> usage)) {
            return null;
        }
        Map<Object, @Nullable Object> fields = new HashMap<>(usage);
        fields.put("service_tier", body.get("service_tier"));
        return UsageReader.of(fields);
    }

    static @Nullable Integer integer(@Nullable Object value) {
        return value instanceof Number number ? (Integer) number.intValue() : null;
    }

    static @Nullable Long number(@Nullable Object value) {
        return value instanceof Number number ? (Long) number.longValue() : null;
    }

    static @Nullable String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : null;
    }
}
