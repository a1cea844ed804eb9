package io.github.mistral4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralResponse;
import io.github.mistral4j.client.ResponseInfo;
import io.github.mistral4j.client.api.ChatChoice;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.internal.ToolNames;
import io.github.mistral4j.internal.answer.Answer;
import io.github.mistral4j.internal.answer.AnswerAssembler;
import io.github.mistral4j.internal.streaming.ChatResults;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as it is sent, and its answer as LangChain4j hands it on. */
record MistralChatCall(ChatCompletionRequest request, ToolNames toolNames, boolean returnThinking)
        implements ChatResults {

    ChatResponse response(MistralResponse<ChatCompletionResponse> response) {
        ChatCompletionResponse body = response.body();
        ChatResponse result;
        boolean lacksItsCalls;
        try {
            Answer answer = AnswerAssembler.assemble(body, returnThinking);
            lacksItsCalls = answer.lacksItsCalls();
            result = response(withOwnToolNames(answer.message()), answer, body.guardrails(), response.info());
        } catch (IllegalArgumentException e) {
            // LangChain4j's constructors take no blank names, no negative positions and the like.
            String message = "the answer holds a value that LangChain4j does not take";
            throw new InternalServerException(message, new MistralHttpException(message, response.info(), null, null));
        }
        String message = gaveUp(body.choices())
                ? "the server gave up the answer (finish_reason: error)"
                : lacksItsCalls ? Answer.LACKS_CALLS : null;
        if (message != null) {
            throw new InternalServerException(
                    message, new MistralHttpException(message, response.info(), null, result));
        }
        return result;
    }

    @Override
    public ChatResponse response(Answer answer, @Nullable ResponseInfo info) {
        return response(answer.message(), answer, List.of(), info);
    }

    private ChatResponse response(
            AiMessage message,
            Answer answer,
            List<Map<String, @Nullable Object>> guardrails,
            @Nullable ResponseInfo info) {
        return ChatResponse.builder()
                .aiMessage(message)
                .metadata(MistralChatResponseMetadata.of(answer, request.model(), guardrails, info))
                .build();
    }

    @Override
    public LangChain4jException failure(MistralException failure, @Nullable ChatResponse partial) {
        return MistralExceptionMapper.map(failure, partial);
    }

    @Override
    public String toolName(String wireName) {
        return toolNames.ownName(wireName);
    }

    private AiMessage withOwnToolNames(AiMessage message) {
        if (!message.hasToolExecutionRequests()) {
            return message;
        }
        List<ToolExecutionRequest> calls = message.toolExecutionRequests().stream()
                .map(call -> call.toBuilder().name(toolName(call.name())).build())
                .toList();
        return message.toBuilder().toolExecutionRequests(calls).build();
    }

    private static boolean gaveUp(List<ChatChoice> choices) {
        for (ChatChoice choice : choices) {
            if (choice.index() == 0 && FinishReason.ERROR.equals(choice.finishReason())) {
                return true;
            }
        }
        return false;
    }
}
