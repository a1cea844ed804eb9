package io.github.mistral4j.internal.answer;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import io.github.mistral4j.client.api.ChatChoice;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.client.api.TokenLogprob;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.client.internal.json.PartJson;
import io.github.mistral4j.internal.ThinkingAttribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts an answer together from its pieces. A streamed answer and the same one in one body go the same way, so they come out
 * the same. Of several candidates the first is the answer.
 */
public final class AnswerAssembler {

    /** Attribute of the message: a list of maps with {@code ids} and {@code position}. */
    public static final String REFERENCES_KEY = "mistral_references";

    /** Attribute of the message: the JSON objects of content parts that LangChain4j has no place for. */
    public static final String OTHER_PARTS_KEY = "mistral_other_parts";

    private final AnswerEvents events;
    private final boolean returnThinking;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final List<ContentPart> thinkingParts = new ArrayList<>(0);
    private final List<Map<String, Object>> references = new ArrayList<>(0);
    private final List<ContentPart> otherParts = new ArrayList<>(0);
    private final List<TokenLogprob> logprobs = new ArrayList<>(0);
    private final List<TokenLogprob> promptLogprobs = new ArrayList<>(0);
    private final ToolCallAssembler toolCalls;
    private @Nullable String signature;
    private @Nullable Boolean closed;
    private boolean thought;
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable Long created;
    private @Nullable FinishReason finishReason;
    private @Nullable Usage usage;

    public AnswerAssembler(AnswerEvents events, boolean returnThinking) {
        this.events = events;
        this.returnThinking = returnThinking;
        this.toolCalls = new ToolCallAssembler(events);
    }

    /** The answer that a whole body holds. */
    public static Answer assemble(ChatCompletionResponse response, boolean returnThinking) {
        AnswerAssembler assembler = new AnswerAssembler(AnswerEvents.NONE, returnThinking);
        assembler.start(response.id(), response.model(), response.created());
        if (response.usage() != null) {
            assembler.usage(response.usage());
        }
        ChatChoice choice = first(response.choices());
        MessageContent content = choice.message().content();
        if (content instanceof MessageContent.Text whole) {
            assembler.text(whole.text());
        } else if (content instanceof MessageContent.Parts parts) {
            parts.parts().forEach(assembler::part);
        }
        for (ToolCall call : choice.message().toolCalls()) {
            assembler.toolCall(call);
        }
        assembler.logprobs(choice.logprobs());
        assembler.promptLogprobs(choice.promptLogprobs());
        if (choice.finishReason() != null) {
            assembler.finish(choice.finishReason());
        }
        return assembler.finished();
    }

    private static ChatChoice first(List<ChatChoice> choices) {
        for (ChatChoice choice : choices) {
            if (choice.index() == 0) {
                return choice;
            }
        }
        return choices.get(0);
    }

    public void start(@Nullable String newId, @Nullable String newModel, @Nullable Long newCreated) {
        id = newId;
        model = newModel;
        created = newCreated;
    }

    public void text(String piece) {
        if (!piece.isEmpty()) {
            text.append(piece);
            events.text(piece);
        }
    }

    public void part(ContentPart part) {
        if (part instanceof ContentPart.Text piece) {
            text(piece.text());
        } else if (part instanceof ContentPart.Thinking piece) {
            thinking(piece);
        } else if (part instanceof ContentPart.Reference reference) {
            references.add(Map.of("ids", reference.referenceIds(), "position", text.length()));
            events.unmapped(reference);
        } else {
            otherParts.add(part);
            events.unmapped(part);
        }
    }

    private void thinking(ContentPart.Thinking piece) {
        thought = true;
        signature = piece.signature() != null ? piece.signature() : signature;
        closed = piece.closed();
        for (ContentPart part : piece.thinking()) {
            if (!(part instanceof ContentPart.Text words)) {
                thinkingParts.add(part);
            } else if (!words.text().isEmpty()) {
                thinking.append(words.text());
                if (returnThinking) {
                    events.thinking(words.text());
                }
            }
        }
    }

    public void toolCall(ToolCall delta) {
        toolCalls.add(delta);
    }

    public void logprobs(List<TokenLogprob> more) {
        logprobs.addAll(more);
    }

    public void promptLogprobs(List<TokenLogprob> more) {
        promptLogprobs.addAll(more);
    }

    public void usage(Usage newUsage) {
        usage = newUsage;
    }

    public void finish(FinishReason reason) {
        finishReason = reason;
    }

    public void unmapped(Object event) {
        events.unmapped(event);
    }

    /** The whole answer; closes the tool calls that are still open. */
    public Answer finished() {
        toolCalls.finish(finishReason);
        return soFar();
    }

    /** What has arrived up to now. */
    public Answer soFar() {
        List<ToolExecutionRequest> calls = toolCalls.requests();
        AiMessage message = AiMessage.builder()
                .text(text.isEmpty() && !calls.isEmpty() ? null : text.toString())
                .thinking(returnThinking && !thinking.isEmpty() ? thinking.toString() : null)
                .toolExecutionRequests(calls)
                .attributes(attributes())
                .build();
        return new Answer(
                message,
                id,
                model,
                created,
                FinishReasons.map(finishReason),
                usage,
                List.copyOf(logprobs),
                List.copyOf(promptLogprobs));
    }

    private Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        Map<String, Object> extra =
                thought && returnThinking ? ThinkingAttribute.write(signature, closed, thinkingParts) : null;
        if (extra != null) {
            attributes.put(ThinkingAttribute.KEY, extra);
        }
        if (!references.isEmpty()) {
            attributes.put(REFERENCES_KEY, List.copyOf(references));
        }
        if (!otherParts.isEmpty()) {
            attributes.put(
                    OTHER_PARTS_KEY, otherParts.stream().map(PartJson::write).toList());
        }
        return attributes;
    }
}
