package io.github.mistral4j.completion;

import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.output.Response;
import io.github.mistral4j.MistralTokenUsage;
import io.github.mistral4j.client.ChatStreamListener;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralResponse;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.internal.answer.Answer;
import io.github.mistral4j.internal.answer.AnswerAssembler;
import io.github.mistral4j.internal.answer.AnswerEvents;
import io.github.mistral4j.internal.streaming.HandlerCalls;
import org.jspecify.annotations.Nullable;

/** A completion on its way to LangChain4j, whole or streamed. */
final class FimAnswer implements ChatStreamListener {

    private final AnswerAssembler answer = new AnswerAssembler(AnswerEvents.NONE, false);
    private final StreamingResponseHandler<String> handler;
    private final HandlerCalls calls;

    FimAnswer(StreamingResponseHandler<String> handler, HandlerCalls calls) {
        this.handler = handler;
        this.calls = calls;
    }

    static Response<String> of(MistralResponse<ChatCompletionResponse> response) {
        return of(AnswerAssembler.assemble(response.body(), false));
    }

    private static Response<String> of(Answer answer) {
        String text = answer.message().text();
        return Response.from(text == null ? "" : text, MistralTokenUsage.of(answer.usage()), answer.finishReason());
    }

    @Override
    public void onText(int choice, String text) {
        if (choice == 0) {
            answer.text(text);
            calls.tell(() -> handler.onNext(text));
        }
    }

    @Override
    public void onFinish(int choice, FinishReason reason) {
        if (choice == 0) {
            answer.finish(reason);
        }
    }

    @Override
    public void onStart(@Nullable String id, @Nullable String model, @Nullable Long created) {
        answer.start(id, model, created);
    }

    @Override
    public void onUsage(Usage usage) {
        answer.usage(usage);
    }

    @Override
    public void onComplete() {
        calls.tell(() -> handler.onComplete(of(answer.finished())));
    }

    @Override
    public void onFailure(MistralException failure) {
        calls.failed(failure);
    }
}
