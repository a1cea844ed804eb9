package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mistral4j.testserver.internal.ResponsesAsChat;
import io.github.mistral4j.testserver.internal.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A chat request, as a script looks at it; one of {@code /responses} looks the same. */
public final class Conversation {

    private final JsonNode request;
    private final List<JsonNode> messages = new ArrayList<>();
    private final int questionAt;

    Conversation(JsonNode request, boolean responses) {
        this.request = responses ? ResponsesAsChat.of(request) : request;
        this.request.path("messages").forEach(messages::add);
        this.questionAt = IntStream.range(0, messages.size())
                .filter(i -> role(messages.get(i)).equals("user"))
                .reduce((first, second) -> second)
                .orElse(-1);
    }

    /** The request in the form of {@code /chat/completions}. */
    public JsonNode request() {
        return request;
    }

    /** The name of the model that is asked. */
    public String model() {
        return request.path("model").asText();
    }

    /** The text of the last user message; empty when there is none. */
    public String question() {
        return questionAt < 0 ? "" : text(messages.get(questionAt));
    }

    /** The texts of the tool results that came after the last user message. */
    public List<String> results() {
        return messages.subList(questionAt + 1, messages.size()).stream()
                .filter(message -> role(message).equals("tool"))
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

    /** The addresses and data URIs of the images in the last user message and after it. */
    public List<String> images() {
        List<String> images = new ArrayList<>();
        for (JsonNode message : messages.subList(Math.max(0, questionAt), messages.size())) {
            for (JsonNode part : message.path("content")) {
                if (part.path("type").asText().equals("image_url")) {
                    JsonNode url = part.path("image_url");
                    images.add(url.isObject() ? url.path("url").asText() : url.asText());
                }
            }
        }
        return images;
    }

    /** {@code none}, {@code object} for JSON mode, or the name of the schema that the answer must have. */
    public String format() {
        JsonNode format = request.path("response_format");
        return switch (format.path("type").asText("text")) {
            case "json_object" -> "object";
            case "json_schema" -> format.path("json_schema").path("name").asText();
            default -> "none";
        };
    }

    /** The JSON schema that the answer must have; null when there is none. */
    public @Nullable JsonNode formatSchema() {
        JsonNode schema = request.path("response_format").path("json_schema").path("schema");
        return schema.isMissingNode() ? null : schema;
    }

    /** The JSON schema of the parameters of a tool; null when it is not offered. */
    public @Nullable JsonNode parametersOf(String tool) {
        for (JsonNode offered : request.path("tools")) {
            if (offered.path("function").path("name").asText().equals(tool)) {
                return offered.path("function").path("parameters");
            }
        }
        return null;
    }

    /** Whether the answer must be a call of a tool. */
    public boolean isToolForced() {
        JsonNode choice = request.path("tool_choice");
        return choice.isObject() || Set.of("any", "required").contains(choice.asText());
    }

    /** Whether the model was told to think. */
    public boolean isThinking() {
        return !Set.of("", "none").contains(request.path("reasoning_effort").asText());
    }

    /** The name of the tool that must be called, or of the first that is offered. */
    String toolToCall() {
        String forced = request.at("/tool_choice/function/name").asText();
        return forced.isEmpty() ? request.at("/tools/0/function/name").asText() : forced;
    }

    /** The text that the answer has to begin with. */
    String prefix() {
        JsonNode last = messages.isEmpty() ? request : messages.get(messages.size() - 1);
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
                        .sum()
                + Tokens.count(request.path("prompt").asText())
                + Tokens.count(request.path("suffix").asText());
    }

    private static String role(JsonNode message) {
        return message.path("role").asText();
    }

    private static String text(JsonNode message) {
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            return content.asText();
        }
        List<String> texts = new ArrayList<>();
        content.forEach(part -> texts.add(part.path("text").asText()));
        return texts.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"));
    }
}
