package io.github.mistral4j.core036;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatLanguageModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.Response;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.ToolChoice;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Mistral's chat models, answering in one piece. Safe for use by many threads; each call may throw a {@link MistralException}. */
public final class MistralChatModel implements ChatLanguageModel {

    private final MistralClient client;
    private final Consumer<ChatCompletionRequest.Builder> settings;

    /**
     * A model on a client, which it does not close.
     *
     * @param settings sets the model's name and what else each request is to have:
     *     {@code request -> request.model("mistral-small-latest").temperature(0.2)}
     */
    public MistralChatModel(MistralClient client, Consumer<ChatCompletionRequest.Builder> settings) {
        this.client = requireNonNull(client, "client");
        this.settings = requireNonNull(settings, "settings");
    }

    @Override
    public Response<AiMessage> generate(List<ChatMessage> messages) {
        return generate(messages, List.of());
    }

    @Override
    public Response<AiMessage> generate(List<ChatMessage> messages, @Nullable List<ToolSpecification> tools) {
        return send(Requests.of(settings, messages, tools));
    }

    /** The answer is a call of this tool. */
    @Override
    public Response<AiMessage> generate(List<ChatMessage> messages, ToolSpecification tool) {
        return send(Requests.of(settings, messages, List.of(tool)).toolChoice(ToolChoice.ANY));
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        ChatCompletionRequest.Builder wire = Requests.of(settings, request.messages(), request.toolSpecifications());
        if (request.responseFormat() != null) {
            wire.responseFormat(Requests.responseFormat(request.responseFormat()));
        }
        Response<AiMessage> answer = send(wire);
        return ChatResponse.builder()
                .aiMessage(answer.content())
                .tokenUsage(answer.tokenUsage())
                .finishReason(answer.finishReason())
                .build();
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    private Response<AiMessage> send(ChatCompletionRequest.Builder request) {
        ChatCompletionResponse body = client.chat(request.build()).body();
        return new AnswerBuilder().whole(body).response();
    }
}
