package io.github.mistral4j.client.internal.json;

import io.github.mistral4j.client.api.ChatChunkListener;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of {@code /responses}, handed on as the pieces of a chat completion. What repeats a delta counts only as far as it
 * goes beyond it, so that the pieces add up to the whole answer whichever events a server leaves out.
 */
public final class ResponsesEvents implements TreeStreamReader.Events {

    private final ChatChunkListener listener;
    private final Map<Integer, Integer> toldOfItem = new HashMap<>();
    private final Set<Integer> ended = new HashSet<>();
    private boolean calls;
    private boolean started;

    public ResponsesEvents(ChatChunkListener listener) {
        this.listener = listener;
    }

    @Override
    public @Nullable FinishReason accept(Map<String, @Nullable Object> event) {
        String type = ResponsesReader.text(event, "type");
        Integer index = ResponsesReader.integer(event.get("output_index"));
        int item = index == null ? 0 : index;
        switch (type == null ? "" : type) {
            case "response.created", "response.in_progress" -> start(event);
            case "response.output_text.delta" -> text(item, delta(event));
            case "response.reasoning_text.delta" -> thinking(item, delta(event));
            case "response.function_call_arguments.delta" -> arguments(item, null, null, delta(event));
            case "response.output_item.added" -> added(event, item);
            case "response.output_item.done" -> {
                if (event.get("item") instanceof Map<?, ?> whole) {
                    end(whole, item);
                }
            }
            case "response.completed", "response.incomplete", "response.failed" -> {
                return conclude(event);
            }
            case "error",
                    "response.content_part.added",
                    "response.content_part.done",
                    "response.output_text.done",
                    "response.reasoning_text.done",
                    "response.function_call_arguments.done" -> {}
            default -> listener.onUnknownEvent(event);
        }
        return null;
    }

    private void start(Map<String, @Nullable Object> event) {
        if (!started && event.get("response") instanceof Map<?, ?> response) {
            started = true;
            listener.onStart(
                    ResponsesReader.text(response, "id"),
                    ResponsesReader.text(response, "model"),
                    ResponsesReader.number(response.get("created_at")));
        }
    }

    private static String delta(Map<?, ?> event) {
        String delta = ResponsesReader.text(event, "delta");
        return delta == null ? "" : delta;
    }

    private void added(Map<?, ?> event, int index) {
        if (event.get("item") instanceof Map<?, ?> item && "function_call".equals(item.get("type"))) {
            ToolCall call = ResponsesReader.call(item, index);
            arguments(index, call.id(), call.name(), call.arguments());
        }
    }

    private void text(int item, String text) {
        if (!text.isEmpty()) {
            toldOfItem.merge(item, text.length(), Integer::sum);
            listener.onText(0, text);
        }
    }

    private void thinking(int item, String text) {
        if (!text.isEmpty()) {
            toldOfItem.merge(item, text.length(), Integer::sum);
            listener.onPart(0, new ContentPart.Thinking(List.of(new ContentPart.Text(text)), null, true));
        }
    }

    private void arguments(int item, @Nullable String id, @Nullable String name, String text) {
        calls = true;
        toldOfItem.merge(item, text.length(), Integer::sum);
        listener.onToolCall(0, new ToolCall(id, name, text, item));
    }

    /** The item is whole: what of it has not been told follows. */
    private void end(Map<?, ?> item, int index) {
        if (!ended.add(index)) {
            return;
        }
        Integer before = toldOfItem.get(index);
        boolean begun = before != null;
        int told = before == null ? 0 : before;
        if ("function_call".equals(item.get("type"))) {
            ToolCall call = ResponsesReader.call(item, index);
            if (!begun || call.arguments().length() > told) {
                arguments(index, begun ? null : call.id(), begun ? null : call.name(), rest(call.arguments(), told));
            }
            return;
        }
        String whole = String.join("", ResponsesReader.texts(item));
        if ("reasoning".equals(item.get("type"))) {
            thinking(index, rest(whole, told));
            listener.onPart(0, ResponsesReader.itemOnly(item));
        } else if ("message".equals(item.get("type"))) {
            text(index, rest(whole, told));
            ResponsesReader.annotations(item).forEach(part -> listener.onPart(0, part));
        } else {
            ResponsesReader.parts(item).forEach(part -> listener.onPart(0, part));
        }
    }

    private static String rest(String whole, int told) {
        return whole.length() > told ? whole.substring(told) : "";
    }

    private @Nullable FinishReason conclude(Map<String, @Nullable Object> event) {
        if (!(event.get("response") instanceof Map<?, ?> response)) {
            return null;
        }
        start(event);
        if (response.get("output") instanceof List<?> output) {
            for (int i = 0; i < output.size(); i++) {
                if (output.get(i) instanceof Map<?, ?> item) {
                    end(item, i);
                }
            }
        }
        Usage usage = UsageReader.ofAnswer(response);
        if (usage != null) {
            listener.onUsage(usage);
        }
        if (response.get("error") instanceof Map<?, ?>) {
            return null;
        }
        FinishReason reason = "response.failed".equals(event.get("type"))
                ? FinishReason.ERROR
                : ResponsesReader.finishReason(response, calls);
        listener.onFinish(0, reason);
        return reason;
    }
}
