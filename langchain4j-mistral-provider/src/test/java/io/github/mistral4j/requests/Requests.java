package io.github.mistral4j.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.testing.MistralRequests;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What the models send, each request held against the rules of the API. */
final class Requests {

    private Requests() {}

    static JsonNode of(ChatMessage... messages) {
        return of(b -> b, ChatRequest.builder().messages(List.of(messages)).build());
    }

    /** The body of a chat and of the same as a stream, which must be the same but for {@code stream}. */
    static JsonNode of(UnaryOperator<MistralChatModel.Builder> settings, ChatRequest request) {
        try (WireServer server = WireServer.start();
                MistralChatModel model = settings.apply(MistralChatModel.builder()
                                .baseUrl(server.baseUrl())
                                .apiKey("k")
                                .modelName("mistral-small-latest"))
                        .build()) {
            model.chat(request);
            LoggedRequest sent = Objects.requireNonNull(server.next());
            MistralRequests.verify(sent);
            return WireServer.json(sent.getBodyAsString());
        }
    }

    static JsonNode streamed(ChatMessage... messages) {
        try (WireServer server = WireServer.start().answers(Answers.stream("fine"));
                MistralStreamingChatModel model = MistralStreamingChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("k")
                        .modelName("mistral-small-latest")
                        .build()) {
            Streamed.of(model, ChatRequest.builder().messages(List.of(messages)).build());
            LoggedRequest sent = Objects.requireNonNull(server.next());
            MistralRequests.verify(sent);
            return WireServer.json(sent.getBodyAsString());
        }
    }
}
