package io.github.mistral4j.client.internal.json;

import static io.github.mistral4j.client.internal.json.JsonRead.nextField;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.ChatChunkListener;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.TokenLogprob;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes the chunks of a streamed answer apart and hands them on as they are parsed. One parser reads the whole stream; for a
 * chunk with a piece of text nothing is allocated but that text.
 */
public final class ChatStreamReader implements StreamReader {

    private final ChatChunkListener listener;
    private final SseFrames frames;
    private final JsonParser parser;

    private boolean started;
    private @Nullable FinishReason finishReason;
    private @Nullable Map<String, @Nullable Object> errorEvent;
    private @Nullable Usage usage;

    private @Nullable Map<String, @Nullable Object> otherFields;
    private String text = "";
    private List<ContentPart> parts = List.of();
    private List<ToolCall> toolCalls = List.of();

    public ChatStreamReader(BufferedSource source, ChatChunkListener listener) throws IOException {
        this.listener = listener;
        this.frames = new SseFrames(source);
        this.parser = Json.FACTORY.createParser(frames);
    }

    /** Of the first choice. */
    @Override
    public @Nullable FinishReason finishReason() {
        return finishReason;
    }

    @Override
    public Map<String, @Nullable Object> errorEvent() {
        return errorEvent == null ? Map.of() : errorEvent;
    }

    @Override
    public long events() {
        return frames.count();
    }

    @Override
    public @Nullable Usage usage() {
        return usage;
    }

    @Override
    public End read() throws IOException {
        try {
            while (true) {
                frames.betweenValues(true);
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return End.REGULAR;
                }
                frames.betweenValues(false);
                if (token != JsonToken.START_OBJECT) {
                    if (frames.truncated()) {
                        return End.REGULAR;
                    }
                    throw new UnexpectedBodyException("event " + frames.count() + " is not a JSON object");
                }
                chunk();
                if (errorEvent != null) {
                    return End.ERROR_EVENT;
                }
            }
        } catch (JsonProcessingException e) {
            if (frames.truncated()) {
                return End.REGULAR;
            }
            throw new UnexpectedBodyException("event " + frames.count() + " is not valid JSON");
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private void chunk() throws IOException {
        otherFields = null;
        boolean choices = false;
        String id = null;
        String model = null;
        Long created = null;
        while (nextField(parser)) {
            String field = parser.currentName();
            switch (field) {
                case "choices" -> choices |= choices();
                case "usage" -> readUsage();
                case "object" -> object();
                case "p" -> {}
                // The same in every chunk; strings of them each time would be most of what a chunk costs.
                case "id" -> id = started ? null : JsonRead.text(parser);
                case "model" -> model = started ? null : JsonRead.text(parser);
                case "created" -> created = started ? null : JsonRead.number(parser);
                default -> other(field);
            }
            // A value that was not looked at may be an object or an array.
            parser.skipChildren();
        }
        if (!started && (id != null || model != null)) {
            // Behind the content, since some servers sort the fields of a chunk.
            started = true;
            listener.onStart(id, model, created);
        }
        if (otherFields != null) {
            concludeOther(otherFields, choices);
        }
    }

    // Almost always "chat.completion.chunk", and then not worth a string.
    private void object() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING && parser.getTextLength() < 10) {
            other("object");
        } else {
            parser.skipChildren();
        }
    }

    private void other(String field) throws IOException {
        if (otherFields == null) {
            otherFields = new LinkedHashMap<>();
        }
        otherFields.put(field, JsonTree.read(parser));
    }

    private void concludeOther(Map<String, @Nullable Object> fields, boolean choices) {
        boolean error = fields.get("error") != null
                || fields.get("object") instanceof String object && object.equalsIgnoreCase("error")
                || !choices && (fields.get("message") != null || fields.get("detail") != null);
        if (error) {
            errorEvent = fields;
        } else if (!choices) {
            listener.onUnknownEvent(fields);
        }
    }

    private void readUsage() throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Usage found = UsageReader.read(parser);
            if (found != null) {
                usage = found;
                listener.onUsage(found);
            }
        } else {
            parser.skipChildren();
        }
    }

    private boolean choices() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return false;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                choice();
            } else {
                parser.skipChildren();
            }
        }
        return true;
    }

    private void choice() throws IOException {
        int index = 0;
        String reason = null;
        List<TokenLogprob> logprobs = List.of();
        List<TokenLogprob> promptLogprobs = List.of();
        text = "";
        parts = List.of();
        toolCalls = List.of();
        while (nextField(parser)) {
            switch (parser.currentName()) {
                case "index" -> index = Objects.requireNonNullElse(JsonRead.integer(parser), 0);
                // Some servers send the last chunk with "message" in place of "delta".
                case "delta", "message" -> delta();
                case "finish_reason" -> reason = JsonRead.text(parser);
                case "logprobs" -> logprobs = LogprobsReader.read(parser);
                case "prompt_logprobs" -> promptLogprobs = LogprobsReader.read(parser);
                default -> parser.skipChildren();
            }
        }
        emit(index);
        if (!logprobs.isEmpty()) {
            listener.onLogprobs(index, logprobs);
        }
        if (!promptLogprobs.isEmpty()) {
            listener.onPromptLogprobs(index, promptLogprobs);
        }
        if (reason != null && !reason.isEmpty()) {
            FinishReason finish = FinishReason.of(reason);
            if (index == 0) {
                finishReason = finish;
            }
            listener.onFinish(index, finish);
        }
    }

    private void delta() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (nextField(parser)) {
            switch (parser.currentName()) {
                case "content" -> content();
                case "tool_calls" -> toolCalls = ToolCallReader.read(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void content() throws IOException {
        switch (parser.currentToken()) {
            case VALUE_STRING -> text = parser.getText();
            case START_ARRAY -> parts = ContentReader.parts(parser);
            case START_OBJECT -> parts = List.of(ContentReader.part(JsonTree.readObject(parser)));
            default -> {}
        }
    }

    private void emit(int index) {
        if (!text.isEmpty()) {
            listener.onText(index, text);
        }
        for (ContentPart part : parts) {
            if (part instanceof ContentPart.Text piece) {
                if (!piece.text().isEmpty()) {
                    listener.onText(index, piece.text());
                }
            } else {
                listener.onPart(index, part);
            }
        }
        for (ToolCall call : toolCalls) {
            listener.onToolCall(index, call);
        }
    }
}
