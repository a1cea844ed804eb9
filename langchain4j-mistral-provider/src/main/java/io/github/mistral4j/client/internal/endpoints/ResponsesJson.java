package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.ChatChoice;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.internal.json.JsonTree;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import io.github.mistral4j.client.internal.json.UsageReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An answer of {@code /responses} as a chat completion. */
public final class ResponsesJson {

    private static final Set<String> TEXTS = Set.of("", "output_text", "refusal");

    private ResponsesJson() {}

    /** Null where there is no output. */
    public static @Nullable ChatCompletionResponse response(Map<String, @Nullable Object> body)
            throws UnexpectedBodyException {
        if (!(body.get("output") instanceof List<?> output)) {
            return null;
        }
        Fields fields = new Fields(body);
        List<ContentPart> parts = new ArrayList<>();
        List<ToolCall> calls = new ArrayList<>();
        for (int i = 0; i < output.size(); i++) {
            if (output.get(i) instanceof Map<?, ?> item) {
                if ("function_call".equals(item.get("type"))) {
                    calls.add(call(item, i));
                } else {
                    parts.addAll(parts(item));
                }
            } else {
                throw unreadable();
            }
        }
        Message.Assistant message = new Message.Assistant(MessageContent.parts(parts), calls, false);
        return new ChatCompletionResponse(
                fields.text("id"),
                fields.text("object"),
                fields.number("created_at"),
                fields.text("model"),
                List.of(new ChatChoice(0, message, finishReason(body, !calls.isEmpty()))),
                UsageReader.ofAnswer(body),
                List.of());
    }

    /** How many tokens a request has; null where it is not said. */
    public static @Nullable Integer count(Map<String, @Nullable Object> body) {
        return new Fields(body).integer("input_tokens");
    }

    static ToolCall call(Map<?, ?> item, int index) {
        Fields fields = Fields.of(item);
        String arguments = fields.jsonText("arguments");
        return new ToolCall(fields.text("call_id"), fields.text("name"), arguments == null ? "" : arguments, index);
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
            return List.of(unknown(item));
        }
        for (String text : texts(item)) {
            parts.add(new ContentPart.Text(text));
        }
        parts.addAll(besideText(item));
        return parts;
    }

    private static ContentPart unknown(Map<?, ?> object) {
        return new ContentPart.Unknown(Fields.of(object).textOr("type", ""), JsonTree.object(object));
    }

    static ContentPart itemOnly(Map<?, ?> reasoning) {
        return new ContentPart.Thinking(
                List.of(new ContentPart.Unknown("reasoning", JsonTree.object(reasoning))), null, true);
    }

    /** Texts, refusals and reasoning, or the summary of it. */
    static List<String> texts(Map<?, ?> item) throws UnexpectedBodyException {
        Object content = item.get("content");
        return textsIn(JsonTree.isMeaningful(content) ? content : item.get("summary"));
    }

    static List<String> textsIn(@Nullable Object content) throws UnexpectedBodyException {
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

    /** What a message has beside its text: annotations, and parts of kinds that are not known here. */
    static List<ContentPart> besideText(Map<?, ?> item) throws UnexpectedBodyException {
        List<ContentPart> others = new ArrayList<>();
        if (item.get("content") instanceof List<?> content) {
            for (Object element : content) {
                if (element instanceof Map<?, ?> part) {
                    Fields fields = Fields.of(part);
                    fields.objects("annotations").forEach(annotation -> others.add(unknown(annotation.map())));
                    if (textOf(part) == null && !TEXTS.contains(fields.textOr("type", ""))) {
                        others.add(unknown(part));
                    }
                }
            }
        }
        return others;
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
}
