package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.ChatChunkListener;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The events of {@code /responses}, handed on as the pieces of a chat completion. What repeats a delta counts only as far as it
 * goes beyond it, so that the pieces add up to the whole answer whichever events a server leaves out.
 */
public final class ResponsesStreamReader implements StreamReader {

    private final ChatChunkListener listener;
    private final SseFrames frames;
    private final JsonParser parser;
    private final Map<Integer, Integer> toldOfItem = new HashMap<>();
    private final Set<Integer> ended = new HashSet<>();
    private final Halves halves = new Halves();
    private boolean calls;
    private boolean started;
    private @Nullable FinishReason finishReason;
    private @Nullable Usage usage;
    private @Nullable Map<String, @Nullable Object> errorEvent;

    public ResponsesStreamReader(BufferedSource source, ChatChunkListener listener) throws IOException {
        this.listener = listener;
        this.frames = new SseFrames(source);
        this.parser = Json.FACTORY.createParser(frames);
    }

    @Override
    public @Nullable FinishReason finishReason() {
        return finishReason;
    }

    @Override
    public Map<String, @Nullable Object> errorEvent() {
        return errorEvent == null ? Map.of() : errorEvent;
    }

    @Override
    public @Nullable Usage usage() {
        return usage;
    }

    @Override
    public long events() {
        return frames.count();
    }

    /** Reads up to the event that ends the answer; there is no {@code [DONE]}. */
    @Override
    public End read() throws IOException {
        try {
            while (finishReason == null) {
                frames.betweenValues(true);
                JsonToken token = parser.nextToken();
                if (token == null) {
                    break;
                }
                frames.betweenValues(false);
                if (token != JsonToken.START_OBJECT) {
                    if (frames.truncated()) {
                        break;
                    }
                    throw new UnexpectedBodyException("event " + frames.count() + " is not a JSON object");
                }
                event(JsonTree.readObject(parser));
                if (errorEvent != null) {
                    return End.ERROR_EVENT;
                }
            }
        } catch (JsonProcessingException e) {
            if (!frames.truncated()) {
                throw new UnexpectedBodyException("event " + frames.count() + " is not valid JSON");
            }
        }
        return End.REGULAR;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private void event(Map<String, @Nullable Object> event) throws UnexpectedBodyException {
        String type = ResponsesReader.text(event, "type");
        Integer index = ResponsesReader.integer(event.get("output_index"));
        int item = index == null ? 0 : index;
        switch (type == null ? "" : type) {
            case "response.created", "response.in_progress" -> start(event);
            case "response.output_text.delta" -> text(item, delta(event));
            case "response.reasoning_text.delta", "response.reasoning_summary_text.delta" ->
                thinking(item, delta(event));
            case "response.function_call_arguments.delta" -> arguments(item, null, null, delta(event));
            case "response.output_item.added" -> added(event, item);
            case "response.output_item.done" -> {
                if (event.get("item") instanceof Map<?, ?> whole) {
                    end(whole, item);
                }
            }
            case "response.completed", "response.incomplete", "response.failed" -> conclude(event);
            case "error" -> errorEvent = event;
            case "response.content_part.added",
                    "response.content_part.done",
                    "response.output_text.done",
                    "response.reasoning_text.done",
                    "response.reasoning_summary_part.added",
                    "response.reasoning_summary_part.done",
                    "response.reasoning_summary_text.done",
                    "response.function_call_arguments.done" -> {}
            default -> other(event);
        }
    }

    private void other(Map<String, @Nullable Object> event) {
        boolean error = ResponsesReader.isError(event)
                || frames.isErrorEvent()
                || !event.containsKey("type") && (event.get("message") != null || event.get("detail") != null);
        if (error) {
            errorEvent = event;
        } else {
            listener.onUnknownEvent(event);
        }
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
            told(halves.join(2 * item, text));
        }
    }

    private void told(String text) {
        if (!text.isEmpty()) {
            listener.onText(0, text);
        }
    }

    private void thinking(int item, String text) {
        if (!text.isEmpty()) {
            toldOfItem.merge(item, text.length(), Integer::sum);
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
        toldOfItem.merge(item, text.length(), Integer::sum);
        listener.onToolCall(0, new ToolCall(id, name, text, item));
    }

    /** The item is whole: what of it has not been told follows. */
    private void end(Map<?, ?> item, int index) throws UnexpectedBodyException {
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

    private void conclude(Map<String, @Nullable Object> event) throws UnexpectedBodyException {
        if (!(event.get("response") instanceof Map<?, ?> response)) {
            errorEvent = event;
            return;
        }
        start(event);
        if (response.get("output") instanceof List<?> output) {
            for (int i = 0; i < output.size(); i++) {
                if (output.get(i) instanceof Map<?, ?> item) {
                    end(item, i);
                }
            }
        }
        // Half a character whose other half has not come is handed out as it is.
        toldOfItem.keySet().forEach(item -> {
            told(halves.rest(2 * item));
            thought(halves.rest(2 * item + 1));
        });
        usage = ResponsesReader.usage(response);
        if (usage != null) {
            listener.onUsage(usage);
        }
        if (ResponsesReader.isError(response)) {
            errorEvent = JsonTree.object(response);
            return;
        }
        FinishReason reason = "response.failed".equals(event.get("type"))
                ? FinishReason.ERROR
                : ResponsesReader.finishReason(response, calls);
        finishReason = reason;
        listener.onFinish(0, reason);
    }
}
