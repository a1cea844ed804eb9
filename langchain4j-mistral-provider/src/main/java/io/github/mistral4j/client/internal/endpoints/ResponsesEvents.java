package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.ChatChunkListener;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.client.internal.json.Halves;
import io.github.mistral4j.client.internal.json.JsonTree;
import io.github.mistral4j.client.internal.json.TreeStreamReader;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import io.github.mistral4j.client.internal.json.UsageReader;
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

    /** Above all places of a stream. */
    private static final int NOT_STREAMED = 1_000_000;

    private final ChatChunkListener listener;
    private final Map<Integer, StringBuilder> toldOfItem = new HashMap<>();
    private final Set<Integer> withId = new HashSet<>();
    private final Set<Integer> withName = new HashSet<>();
    private final Map<String, Integer> indexOfId = new HashMap<>();
    private final Halves halves = new Halves();
    private final Set<Integer> ended = new HashSet<>();
    private int items;
    private boolean calls;
    private boolean started;

    public ResponsesEvents(ChatChunkListener listener) {
        this.listener = listener;
    }

    @Override
    public @Nullable FinishReason accept(Map<String, @Nullable Object> event) throws UnexpectedBodyException {
        Fields fields = new Fields(event);
        int item = place(fields);
        know(fields.text("item_id"), item);
        switch (fields.textOr("type", "")) {
            case "response.created", "response.in_progress" -> start(event, false);
            case "response.output_text.delta" -> text(item, fields.content("delta"));
            case "response.reasoning_text.delta", "response.reasoning_summary_text.delta" ->
                thinking(item, fields.content("delta"));
            case "response.function_call_arguments.delta" -> arguments(item, null, null, fields.content("delta"));
            case "response.output_item.added" -> added(event, item);
            case "response.output_item.done" -> {
                if (event.get("item") instanceof Map<?, ?> whole) {
                    know(Fields.of(whole).text("id"), item);
                    know(Fields.of(whole).text("call_id"), item);
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
                    "response.reasoning_summary_part.added",
                    "response.reasoning_summary_part.done",
                    "response.reasoning_summary_text.done",
                    "response.function_call_arguments.done" -> {}
            default -> listener.onUnknownEvent(event);
        }
        return null;
    }

    private void start(Map<String, @Nullable Object> event, boolean last) {
        if (!started && event.get("response") instanceof Map<?, ?> response) {
            String id = Fields.of(response).text("id");
            String model = Fields.of(response).text("model");
            started = last || id != null && !id.isEmpty() && model != null && !model.isEmpty();
            if (started) {
                listener.onStart(id, model, Fields.of(response).number("created_at"));
            }
        }
    }

    /** The place that an event names; without one that of the item which it names, or the last. */
    private int place(Fields event) {
        Integer place = event.integer("output_index");
        if (place == null) {
            Fields item = event.object("item");
            String id = item == null ? event.text("item_id") : item.text(item.text("id") == null ? "call_id" : "id");
            place = id == null ? (Integer) Math.max(0, items - 1) : indexOfId.getOrDefault(id, items);
        }
        items = Math.max(items, place + 1);
        return place;
    }

    private void added(Map<?, ?> event, int index) {
        if (!(event.get("item") instanceof Map<?, ?> item)) {
            return;
        }
        know(Fields.of(item).text("id"), index);
        know(Fields.of(item).text("call_id"), index);
        if ("function_call".equals(item.get("type"))) {
            ToolCall call = ResponsesJson.call(item, index);
            arguments(index, call.id(), call.name(), call.arguments());
        }
    }

    private void know(@Nullable String id, int index) {
        if (id != null) {
            indexOfId.putIfAbsent(id, index);
        }
    }

    /** Where an item of the whole answer was in the stream, whose places may be others: by its id, else by its position. */
    private int indexOf(Map<?, ?> item, int position) {
        String id = Fields.of(item).text("id");
        Integer index = indexOfId.get(String.valueOf(id));
        if (index == null) {
            index = indexOfId.get(String.valueOf(Fields.of(item).text("call_id")));
        }
        if (index != null) {
            return index;
        }
        return id != null && indexOfId.containsValue(position) ? NOT_STREAMED + position : position;
    }

    private void text(int item, String text) {
        if (!text.isEmpty()) {
            note(item, text);
            told(halves.join(2 * item, text));
        }
    }

    private void note(int item, String text) {
        toldOfItem.computeIfAbsent(item, any -> new StringBuilder()).append(text);
    }

    private void told(String text) {
        if (!text.isEmpty()) {
            listener.onText(0, text);
        }
    }

    private void thinking(int item, String text) {
        if (!text.isEmpty()) {
            note(item, text);
            thought(halves.join(2 * item + 1, text));
        }
    }

    private void thought(String text) {
        if (!text.isEmpty()) {
            listener.onPart(0, new ContentPart.Thinking(List.of(new ContentPart.Text(text)), null, true));
        }
    }

    private void arguments(int item, @Nullable String id, @Nullable String name, String text) {
        calls = true;
        note(item, text);
        if (id != null) {
            withId.add(item);
        }
        if (name != null) {
            withName.add(item);
        }
        listener.onToolCall(0, new ToolCall(id, name, text, item));
    }

    /** The item is whole: what of it has not been told follows. */
    private void end(Map<?, ?> item, int index) throws UnexpectedBodyException {
        if (!ended.add(index)) {
            return;
        }
        String told = String.valueOf(toldOfItem.getOrDefault(index, new StringBuilder()));
        if ("function_call".equals(item.get("type"))) {
            ToolCall call = ResponsesJson.call(item, index);
            // Some servers write the arguments of the whole call in another way.
            String rest = JsonTree.isObject(told) ? "" : rest(call.arguments(), told);
            String id = withId.contains(index) ? null : call.id();
            String name = withName.contains(index) ? null : call.name();
            if (id != null || name != null || !rest.isEmpty()) {
                arguments(index, id, name, rest);
            }
            return;
        }
        String whole = String.join("", ResponsesJson.texts(item));
        if ("reasoning".equals(item.get("type"))) {
            // Its pieces may be those of its summary, alone or before the others.
            boolean summary = !whole.startsWith(told)
                    && (told.endsWith(whole)
                            || String.join("", ResponsesJson.textsIn(item.get("summary")))
                                    .startsWith(told));
            thinking(index, summary ? "" : rest(whole, told));
            listener.onPart(0, ResponsesJson.itemOnly(item));
        } else if ("message".equals(item.get("type"))) {
            text(index, rest(whole, told));
            told(halves.rest(2 * index));
            ResponsesJson.besideText(item).forEach(part -> listener.onPart(0, part));
        } else {
            ResponsesJson.parts(item).forEach(part -> listener.onPart(0, part));
        }
    }

    private static String rest(String whole, String told) throws UnexpectedBodyException {
        if (whole.startsWith(told)) {
            return whole.substring(told.length());
        } else if (told.startsWith(whole) || told.strip().equals(whole.strip())) {
            return "";
        }
        throw new UnexpectedBodyException("the pieces of an item do not add up to the whole of it");
    }

    private @Nullable FinishReason conclude(Map<String, @Nullable Object> event) throws UnexpectedBodyException {
        if (!(event.get("response") instanceof Map<?, ?> response)) {
            return null;
        }
        start(event, true);
        if (response.get("output") instanceof List<?> output) {
            for (int i = 0; i < output.size(); i++) {
                if (output.get(i) instanceof Map<?, ?> item) {
                    end(item, indexOf(item, i));
                }
            }
        }
        // Half a character whose other half has not come is handed out as it is.
        toldOfItem.keySet().forEach(item -> {
            told(halves.rest(2 * item));
            thought(halves.rest(2 * item + 1));
        });
        Usage usage = UsageReader.ofAnswer(response);
        if (usage != null) {
            listener.onUsage(usage);
        }
        if (JsonTree.isError(response)) {
            return null;
        }
        FinishReason reason = "response.failed".equals(event.get("type"))
                ? FinishReason.ERROR
                : ResponsesJson.finishReason(response, calls);
        listener.onFinish(0, reason);
        return reason;
    }
}
