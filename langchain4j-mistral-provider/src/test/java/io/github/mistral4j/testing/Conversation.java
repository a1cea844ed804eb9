package io.github.mistral4j.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A chat request, as a script looks at it. */
public final class Conversation {

    private final JsonNode request;
    private final List<JsonNode> messages = new ArrayList<>();
    private final int questionAt;

    Conversation(JsonNode request) {
        this.request = request;
        request.path("messages").forEach(messages::add);
        this.questionAt = IntStream.range(0, messages.size())
                .filter(i -> MessageRules.role(messages.get(i)).equals("user"))
                .reduce((first, second) -> second)
                .orElse(-1);
    }

    public JsonNode request() {
        return request;
    }

    public String model() {
        return request.path("model").asText();
    }

    /** The text of the last user message. */
    public String question() {
        return questionAt < 0 ? "" : text(messages.get(questionAt));
    }

    /** The texts of the tool results that came after the last user message. */
    public List<String> results() {
        return messages.subList(questionAt + 1, messages.size()).stream()
                .filter(message -> MessageRules.role(message).equals("tool"))
                .map(Conversation::text)
                .toList();
    }

    /** All text before the last user message. */
    public String history() {
        return messages.subList(0, Math.max(0, questionAt)).stream()
                .map(Conversation::text)
                .collect(Collectors.joining("\n"));
    }

    /** The types of the parts of the last user message, such as {@code document_url} or {@code input_audio}. */
    public Set<String> parts() {
        Set<String> types = new TreeSet<>();
        if (questionAt >= 0) {
            messages.get(questionAt)
                    .path("content")
                    .forEach(part -> types.add(part.path("type").asText()));
        }
        return types;
    }

    /** What the images show that came with the last user message or after it. */
    public List<String> pictures() {
        List<String> pictures = new ArrayList<>();
        for (JsonNode message : messages.subList(Math.max(0, questionAt), messages.size())) {
            for (JsonNode part : message.path("content")) {
                if (part.path("type").asText().equals("image_url")) {
                    JsonNode url = part.path("image_url");
                    pictures.add(
                            Pictures.shownBy(url.isObject() ? url.path("url").asText() : url.asText()));
                }
            }
        }
        return pictures;
    }

    /** {@code none}, {@code object} for JSON mode, or the name of the schema. */
    public String format() {
        JsonNode format = request.path("response_format");
        return switch (format.path("type").asText("text")) {
            case "json_object" -> "object";
            case "json_schema" -> format.path("json_schema").path("name").asText();
            default -> "none";
        };
    }

    @Nullable
    JsonNode formatSchema() {
        JsonNode schema = request.path("response_format").path("json_schema").path("schema");
        return schema.isMissingNode() ? null : schema;
    }

    /** The schema of the parameters of a tool that is offered. */
    @Nullable
    JsonNode parametersOf(String tool) {
        for (JsonNode offered : request.path("tools")) {
            if (offered.path("function").path("name").asText().equals(tool)) {
                return offered.path("function").path("parameters");
            }
        }
        return null;
    }

    public boolean offers(String tool) {
        return parametersOf(tool) != null;
    }

    boolean isToolForced() {
        JsonNode choice = request.path("tool_choice");
        return choice.isObject() || Set.of("any", "required").contains(choice.asText());
    }

    boolean isThinking() {
        return request.path("reasoning_effort").asText().equals("high");
    }

    boolean isStream() {
        return request.path("stream").asBoolean();
    }

    /** The text that the answer has to begin with. */
    String prefix() {
        JsonNode last = messages.get(messages.size() - 1);
        return last.path("prefix").asBoolean() ? text(last) : "";
    }

    List<String> stop() {
        List<String> stop = new ArrayList<>();
        JsonNode node = request.path("stop");
        if (node.isTextual()) {
            stop.add(node.asText());
        }
        node.forEach(text -> stop.add(text.asText()));
        return stop;
    }

    int maxTokens() {
        return request.path("max_tokens").asInt(Integer.MAX_VALUE);
    }

    int promptTokens() {
        return messages.stream()
                .mapToInt(message -> 4 + Tokens.count(text(message)))
                .sum();
    }

    private static String text(JsonNode message) {
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("text").asText().isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n").append(part.path("text").asText());
            }
        }
        return text.toString();
    }
}
