package io.github.mistral4j;

import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.client.MistralResponse;
import io.github.mistral4j.client.ResponseInfo;
import io.github.mistral4j.client.api.ChatChoice;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.internal.Answer;
import io.github.mistral4j.internal.AnswerAssembler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers as LangChain4j hands them on. */
final class ChatResponses {

    private ChatResponses() {}

    static ChatResponse of(
            MistralResponse<ChatCompletionResponse> response, ChatCompletionRequest request, ChatSettings settings) {
        ChatCompletionResponse body = response.body();
        Answer answer = AnswerAssembler.assemble(body, settings.returnThinking());
        ChatResponse result = ChatResponse.builder()
                .aiMessage(answer.message())
                .metadata(MistralChatResponseMetadata.of(answer, request.model(), body.guardrails(), response.info()))
                .build();
        if (gaveUp(body.choices())) {
            String message = "the server gave up the answer (finish_reason: error)";
            throw new InternalServerException(
                    message, new MistralHttpException(message, response.info(), null, result));
        }
        return result;
    }

    static ChatResponse of(Answer answer, ChatCompletionRequest request, @Nullable ResponseInfo info) {
        return ChatResponse.builder()
                .aiMessage(answer.message())
                .metadata(MistralChatResponseMetadata.of(answer, request.model(), List.of(), info))
                .build();
    }

    private static boolean gaveUp(List<ChatChoice> choices) {
        return choices.stream()
                .anyMatch(choice -> choice.index() == 0 && FinishReason.ERROR.equals(choice.finishReason()));
    }
}
