package io.github.mistral4j.client.internal.json;

import static io.github.mistral4j.client.internal.json.JsonRead.nextField;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.ChatChoice;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.client.api.TokenLogprob;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole answer; null where the JSON object is no chat completion. */
final class ChatResponseReader {

    private static final MessageContent NO_TEXT = MessageContent.text("");

    private ChatResponseReader() {}

    static @Nullable ChatCompletionResponse read(JsonParser parser, ErrorFields others) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        String id = null;
        String object = null;
        Long created = null;
        String model = null;
        List<ChatChoice> choices = null;
        Usage usage = null;
        List<Map<String, @Nullable Object>> guardrails = List.of();
        while (nextField(parser)) {
            switch (parser.currentName()) {
                case "id" -> id = JsonRead.text(parser);
                case "created" -> created = JsonRead.number(parser);
                case "model" -> model = JsonRead.text(parser);
                case "object" -> object = others.object(parser);
                case "choices" -> choices = choices(parser, others);
                case "usage" -> usage = UsageReader.read(parser);
                case "guardrails" -> guardrails = objects(parser);
                default -> others.keep(parser.currentName(), parser);
            }
        }
        return choices == null || choices.isEmpty() || others.sayError()
                ? null
                : new ChatCompletionResponse(known(id), object, created, known(model), choices, usage, guardrails);
    }

    private static @Nullable String known(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable List<ChatChoice> choices(JsonParser parser, ErrorFields others) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return null;
        }
        List<ChatChoice> choices = new ArrayList<>(1);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                choices.add(choice(parser, others));
            } else {
                parser.skipChildren();
            }
        }
        return choices;
    }

    private static ChatChoice choice(JsonParser parser, ErrorFields others) throws IOException {
        Integer index = null;
        Message.Assistant message = null;
        String text = null;
        String finishReason = null;
        List<TokenLogprob> logprobs = List.of();
        List<TokenLogprob> promptLogprobs = List.of();
        while (nextField(parser)) {
            switch (parser.currentName()) {
                case "index" -> index = JsonRead.integer(parser);
                // Some servers answer with the one chunk that a stream would have had.
                case "message", "delta" -> {
                    Message.Assistant found = message(parser, others);
                    message = found == null ? message : found;
                }
                case "text" -> text = JsonRead.text(parser);
                case "error" -> others.keep("error", parser);
                case "finish_reason" -> finishReason = JsonRead.text(parser);
                case "logprobs" -> logprobs = LogprobsReader.read(parser);
                case "prompt_logprobs" -> promptLogprobs = LogprobsReader.read(parser);
                default -> parser.skipChildren();
            }
        }
        if (message == null && text != null) {
            message = new Message.Assistant(MessageContent.text(text), List.of(), false);
        }
        if (message == null && !others.sayError()) {
            throw new UnexpectedBodyException("a choice of the answer has no message");
        }
        return new ChatChoice(
                index == null ? 0 : index,
                message == null ? new Message.Assistant(null, List.of(), false) : message,
                finishReason == null || finishReason.isEmpty() ? null : FinishReason.of(finishReason),
                logprobs,
                promptLogprobs);
    }

    private static Message.@Nullable Assistant message(JsonParser parser, ErrorFields others) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        MessageContent content = null;
        List<ToolCall> toolCalls = List.of();
        Boolean prefix = null;
        String refusal = null;
        ReasoningField reasoning = new ReasoningField();
        boolean empty = true;
        while (nextField(parser)) {
            empty = false;
            switch (parser.currentName()) {
                case "content" -> content = ContentReader.read(parser);
                case "tool_calls", "function_call" -> toolCalls = ToolCallReader.read(parser, toolCalls);
                case "refusal" -> refusal = JsonRead.text(parser);
                case "error" -> others.keep("error", parser);
                case "prefix" -> prefix = JsonRead.bool(parser);
                case "reasoning_content", "reasoning", "reasoning_details", "thinking", "thinking_blocks" ->
                    reasoning.read(parser);
                default -> parser.skipChildren();
            }
        }
        if (refusal != null && (content == null || content.equals(NO_TEXT))) {
            content = MessageContent.text(refusal);
        }
        return empty ? null : new Message.Assistant(with(reasoning, content), toolCalls, prefix != null && prefix);
    }

    private static @Nullable MessageContent with(ReasoningField reasoning, @Nullable MessageContent content) {
        List<ContentPart> parts = content instanceof MessageContent.Parts list ? list.parts() : List.of();
        ContentPart thinking = reasoning.part(parts);
        ContentPart unread = reasoning.unread();
        if (thinking == null && unread == null) {
            return content;
        }
        List<ContentPart> all = new ArrayList<>(parts.size() + 2);
        if (thinking != null) {
            all.add(thinking);
        }
        if (unread != null) {
            all.add(unread);
        }
        if (content instanceof MessageContent.Text text) {
            all.add(new ContentPart.Text(text.text()));
        }
        all.addAll(parts);
        return MessageContent.parts(all);
    }

    private static List<Map<String, @Nullable Object>> objects(JsonParser parser) throws IOException {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    objects.add(JsonTree.readObject(parser));
                } else {
                    parser.skipChildren();
                }
            }
        } else {
            parser.skipChildren();
        }
        return objects;
    }
}
