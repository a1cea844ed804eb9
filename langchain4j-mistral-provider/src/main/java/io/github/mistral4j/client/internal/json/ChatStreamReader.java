package io.github.mistral4j.client.internal.json;

import static io.github.mistral4j.client.internal.json.JsonRead.nextField;

import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.ChatChunkListener;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.TokenLogprob;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import java.io.IOException;
import java.util.ArrayList;
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
public final class ChatStreamReader extends JsonStreamReader {

    private static final List<String> SAYING_ERROR = List.of("message", "detail", "errors", "error_message");

    private final ChatChunkListener listener;
    private final Halves halves = new Halves();
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable Long created;

    private @Nullable Map<String, @Nullable Object> otherFields;
    private String text = "";
    private final ReasoningField reasoning = new ReasoningField();
    private boolean thinksInParts;
    private List<ContentPart> parts = List.of();
    private List<ToolCall> toolCalls = List.of();

    public ChatStreamReader(BufferedSource source, ChatChunkListener listener) throws IOException {
        super(source);
        this.listener = listener;
    }

    @Override
    boolean endsWithAnswer() {
        return false;
    }

    @Override
    void event() throws IOException {
        otherFields = null;
        boolean choices = false;
        boolean begun = id != null && model != null;
        boolean news = false;
        while (nextField(parser)) {
            String field = parser.currentName();
            switch (field) {
                case "choices" -> choices |= choices();
                case "usage" -> readUsage();
                case "object" -> object();
                case "p" -> {}
                // The same in every chunk; strings of them each time would be most of what a chunk costs.
                case "id" -> {
                    if (id == null) {
                        id = known(JsonRead.text(parser));
                        news |= id != null;
                    }
                }
                case "model" -> {
                    if (model == null) {
                        model = known(JsonRead.text(parser));
                        news |= model != null;
                    }
                }
                case "created" -> created = begun || created != null ? created : JsonRead.number(parser);
                default -> other(field);
            }
            // A value that was not looked at may be an object or an array.
            parser.skipChildren();
        }
        if (news) {
            // Behind the content, since some servers sort the fields of a chunk.
            listener.onStart(id, model, created);
        }
        if (otherFields != null) {
            concludeOther(otherFields, choices);
        }
    }

    // Some servers leave them empty in the first chunk.
    private static @Nullable String known(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
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
        boolean error = JsonTree.isMeaningful(fields.get("error"))
                || fields.get("object") instanceof String object && object.equalsIgnoreCase("error")
                || !choices
                        && (frames.isErrorEvent()
                                || SAYING_ERROR.stream().anyMatch(field -> JsonTree.isMeaningful(fields.get(field))));
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
            Object value = JsonTree.read(parser);
            if (JsonTree.isMeaningful(value)) {
                throw new UnexpectedBodyException("the choices of event " + frames.count() + " are no list");
            }
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
        boolean delta = false;
        clear();
        while (nextField(parser)) {
            switch (parser.currentName()) {
                case "index" -> index = Objects.requireNonNullElse(JsonRead.integer(parser), 0);
                case "delta" -> {
                    // Of more than "text", which is the same, and a "message", which has the pieces before as well.
                    delta |= parser.currentToken() == JsonToken.START_OBJECT;
                    if (delta) {
                        clear();
                    }
                    delta();
                }
                // Some servers send the last chunk with "message" in place of "delta".
                case "message" -> {
                    if (delta) {
                        parser.skipChildren();
                    } else {
                        delta();
                    }
                }
                case "text" -> text = text.isEmpty() ? Objects.requireNonNullElse(JsonRead.text(parser), "") : text;
                case "finish_reason" -> reason = JsonRead.text(parser);
                case "logprobs" -> logprobs = LogprobsReader.read(parser);
                case "prompt_logprobs" -> promptLogprobs = LogprobsReader.read(parser);
                case "error" -> other("error");
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
            flush(index);
            FinishReason finish = FinishReason.of(reason);
            if (index == 0) {
                finishReason = finish;
            }
            listener.onFinish(index, finish);
        }
    }

    private void clear() {
        text = "";
        reasoning.clear();
        parts = List.of();
        toolCalls = List.of();
    }

    private void delta() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            // PHP's empty object is a list.
            if (!JsonTree.isMeaningful(JsonTree.read(parser))) {
                return;
            }
            throw new UnexpectedBodyException("the message of a choice is no object");
        }
        while (nextField(parser)) {
            switch (parser.currentName()) {
                case "content" -> content();
                case "refusal" -> refusal();
                case "error" -> other("error");
                case "tool_calls", "function_call" -> toolCalls = ToolCallReader.read(parser, toolCalls);
                case "reasoning_content", "reasoning", "reasoning_details", "thinking", "thinking_blocks" ->
                    reasoning.read(parser);
                case "role", "name", "index", "prefix" -> parser.skipChildren();
                default -> unknown(parser.currentName());
            }
        }
    }

    private void content() throws IOException {
        switch (parser.currentToken()) {
            case VALUE_STRING -> {
                String piece = parser.getText();
                // A refusal may stand before empty content.
                text = piece.isEmpty() ? text : piece;
            }
            case START_ARRAY -> parts = ContentReader.parts(parser);
            case START_OBJECT -> parts = List.of(ContentReader.onePart(parser));
            case VALUE_NULL -> {}
            default -> throw ContentReader.unexpected(parser);
        }
    }

    // In place of the content.
    private void refusal() throws IOException {
        String refusal = JsonRead.text(parser);
        if (refusal != null && text.isEmpty()) {
            text = refusal;
        }
    }

    private void unknown(String field) throws IOException {
        Object value = JsonTree.read(parser);
        if (JsonTree.isMeaningful(value)) {
            listener.onUnknownEvent(Map.of(field, value));
        }
    }

    private void emit(int index) {
        ContentPart.Thinking thought = thinksInParts ? null : reasoning.part(parts);
        if (thought != null) {
            thinking(index, thought);
        }
        if (reasoning.unread() != null) {
            listener.onPart(index, reasoning.unread());
        }
        text(index, text);
        for (ContentPart part : parts) {
            if (part instanceof ContentPart.Text piece) {
                text(index, piece.text());
            } else if (part instanceof ContentPart.Thinking piece) {
                thinksInParts = true;
                thinking(index, piece);
            } else {
                listener.onPart(index, part);
            }
        }
        for (ToolCall call : toolCalls) {
            listener.onToolCall(index, call);
        }
    }

    private void text(int index, String piece) {
        String whole = halves.join(2 * index, piece);
        if (!whole.isEmpty()) {
            listener.onText(index, whole);
        }
    }

    private void thinking(int index, ContentPart.Thinking piece) {
        List<ContentPart> whole = new ArrayList<>(piece.thinking().size());
        for (ContentPart part : piece.thinking()) {
            whole.add(
                    part instanceof ContentPart.Text words
                            ? new ContentPart.Text(halves.join(2 * index + 1, words.text()))
                            : part);
        }
        listener.onPart(index, new ContentPart.Thinking(whole, piece.signature(), piece.closed()));
    }

    /** Half a character whose other half will not come is handed out as it is. */
    private void flush(int index) {
        String thought = halves.rest(2 * index + 1);
        if (!thought.isEmpty()) {
            listener.onPart(index, new ContentPart.Thinking(List.of(new ContentPart.Text(thought)), null, null));
        }
        String rest = halves.rest(2 * index);
        if (!rest.isEmpty()) {
            listener.onText(index, rest);
        }
    }
}
