package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.mistral4j.testserver.internal.Audio;
import io.github.mistral4j.testserver.internal.Embeddings;
import io.github.mistral4j.testserver.internal.Judgements;
import io.github.mistral4j.testserver.internal.Pages;
import io.github.mistral4j.testserver.internal.SchemaValue;

/** What the server answers when it was not told what. */
final class Defaults {

    private static final String TEXT = "This is an answer of the test server.";

    private final Ids ids;

    Defaults(Ids ids) {
        this.ids = ids;
    }

    Reply answer(Endpoint endpoint, ReceivedRequest request) {
        JsonNode json = request.json();
        return switch (endpoint) {
            case CHAT_COMPLETIONS, RESPONSES -> chat(request.conversation());
            case FIM_COMPLETIONS -> Reply.text("\n    return a + b;\n");
            case TRANSCRIPTIONS -> Reply.text("This is what the test server heard.");
            case EMBEDDINGS -> Reply.vectors(Embeddings.vectors(json));
            case INPUT_TOKENS ->
                Reply.json(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("object", "response.input_tokens")
                                .put("input_tokens", new Conversation(json, true).promptTokens()));
            case MODERATIONS, CHAT_MODERATIONS -> Reply.json(200, Judgements.moderation(json, ids.next()));
            case CLASSIFICATIONS, CHAT_CLASSIFICATIONS -> Reply.json(200, Judgements.classification(json, ids.next()));
            case SPEECH -> speech(json);
            case VOICES -> Reply.json(200, Audio.voices(request.query()));
            case OCR -> Reply.json(200, Pages.of(json, Pages.standard()));
            default -> Reply.error(404);
        };
    }

    private static Reply chat(Conversation conversation) {
        if (conversation.isToolForced()) {
            String tool = conversation.toolToCall();
            JsonNode parameters = conversation.parametersOf(tool);
            return Reply.toolCall(
                    tool, parameters == null ? "{}" : SchemaValue.of(parameters).toString());
        }
        JsonNode schema = conversation.formatSchema();
        String text = schema != null
                ? SchemaValue.of(schema).toString()
                : conversation.format().equals("object") ? "{}" : TEXT;
        return conversation.isThinking() ? Reply.text(text).thinking("Let me think about it.") : Reply.text(text);
    }

    private static Reply speech(JsonNode request) {
        String format = request.path("response_format").asText("mp3");
        return request.path("stream").asBoolean()
                ? Reply.events(Audio.speechEvents(format, request.path("input").asText())
                        .toArray(String[]::new))
                : Reply.json(200, Audio.speech(format));
    }
}
