package io.github.mistral4j.responses;

import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.mistral4j.client.ChatStreamListener;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralResponse;
import io.github.mistral4j.client.MistralStream;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import java.util.concurrent.CompletableFuture;

/** A client whose chat goes to {@code /responses}. What that has no counterpart for is refused before anything is sent. */
record ChatOverResponses(MistralClient client) implements MistralClient {

    @Override
    public MistralResponse<ChatCompletionResponse> chat(ChatCompletionRequest request) {
        return client.responses(checked(request));
    }

    @Override
    public CompletableFuture<MistralResponse<ChatCompletionResponse>> chatAsync(ChatCompletionRequest request) {
        return client.responsesAsync(checked(request));
    }

    @Override
    public MistralStream streamChat(ChatCompletionRequest request, ChatStreamListener listener) {
        return client.streamResponses(checked(request), listener);
    }

    @Override
    public void close() {
        client.close();
    }

    /** What can be said without a request, so that a model is not built that cannot be used. */
    static void check(ChatRequestParameters parameters) {
        refuse("stopSequences", !parameters.stopSequences().isEmpty());
        refuse("topK", parameters.topK() != null);
        refuse("frequencyPenalty", parameters.frequencyPenalty() != null);
        refuse("presencePenalty", parameters.presencePenalty() != null);
    }

    private static ChatCompletionRequest checked(ChatCompletionRequest request) {
        refuse("stopSequences", !request.stop().isEmpty());
        refuse("randomSeed", request.randomSeed() != null);
        refuse("frequencyPenalty", request.frequencyPenalty() != null);
        refuse("presencePenalty", request.presencePenalty() != null);
        refuse("prediction", request.prediction() != null);
        refuse("guardrails", !request.guardrails().isEmpty());
        refuse("serviceTier", request.serviceTier() != null);
        refuse("safePrompt", request.safePrompt() != null);
        refuse("n", request.n() != null);
        refuse("topK", request.topK() != null);
        refuse("minTokens", request.minTokens() != null);
        refuse("repetitionPenalty", request.repetitionPenalty() != null);
        refuse("logprobs", request.logprobs() != null || request.topLogprobs() != null);
        refuse("promptLogprobs", request.promptLogprobs() != null || request.topPromptLogprobs() != null);
        refuse("builtInTools", !request.builtInTools().isEmpty());
        for (Message message : request.messages()) {
            refuseSound(message);
            refuse("prefix", message instanceof Message.Assistant assistant && assistant.prefix());
        }
        request.metadata().forEach((name, value) -> refuse("metadata other than text", !(value instanceof String)));
        return request;
    }

    static void refuseSound(Message message) {
        refuse("sound in a message", message instanceof Message.User user && hasSound(user.content()));
    }

    private static boolean hasSound(MessageContent content) {
        return content instanceof MessageContent.Parts parts
                && parts.parts().stream().anyMatch(ContentPart.InputAudio.class::isInstance);
    }

    private static void refuse(String what, boolean present) {
        if (present) {
            throw new UnsupportedFeatureException(
                    what + " is not supported by the Responses API; leave it out, or use chat completions");
        }
    }
}
