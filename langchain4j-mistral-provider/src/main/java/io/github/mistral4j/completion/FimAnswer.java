package io.github.mistral4j.completion;

import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.output.Response;
import io.github.mistral4j.MistralExceptionMapper;
import io.github.mistral4j.MistralTokenUsage;
import io.github.mistral4j.client.ChatStreamListener;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralResponse;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.internal.Answer;
import io.github.mistral4j.internal.AnswerAssembler;
import io.github.mistral4j.internal.AnswerEvents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A completion on its way to LangChain4j, whole or streamed. What the handler throws goes to its {@code onError}. */
final class FimAnswer implements ChatStreamListener {

    private static final Logger LOG = LoggerFactory.getLogger(MistralStreamingFimModel.class);

    private final AnswerAssembler answer = new AnswerAssembler(AnswerEvents.NONE, false);
    private final StreamingResponseHandler<String> handler;

    FimAnswer(StreamingResponseHandler<String> handler) {
        this.handler = handler;
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
            told(() -> handler.onNext(text));
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
        told(() -> handler.onComplete(of(answer.finished())));
    }

    @Override
    public void onFailure(MistralException failure) {
        error(MistralExceptionMapper.map(failure));
    }

    private void told(Runnable event) {
        try {
            event.run();
        } catch (Throwable e) {
            error(e);
        }
    }

    private void error(Throwable error) {
        try {
            handler.onError(error);
        } catch (Throwable e) {
            LOG.warn("onError of the handler threw {}; ignored", e.getClass().getName());
        }
    }
}
