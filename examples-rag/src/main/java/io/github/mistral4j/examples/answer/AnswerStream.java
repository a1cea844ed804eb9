package io.github.mistral4j.examples.answer;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One streamed answer. LangChain4j's {@code Flow.Publisher} form is used because its subscription can be cancelled at any time;
 * the handle of {@code StreamingChatResponseHandler} arrives only with the first token.
 */
final class AnswerStream implements Flow.Subscriber<ChatModelStreamingEvent> {

    private final CompletableFuture<ChatResponse> response = new CompletableFuture<>();
    private final Consumer<AnswerEvent> listener;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean started;
    private volatile boolean cancelled;

    AnswerStream(Consumer<AnswerEvent> listener) {
        this.listener = listener;
    }

    /** Returns at once. */
    void start(StreamingChatModel model, ChatRequest request) {
        model.chat(request).subscribe(this);
    }

    CompletableFuture<ChatResponse> response() {
        return response;
    }

    /** Whether anything of the answer has arrived. */
    boolean hasStarted() {
        return started;
    }

    void cancel() {
        cancelled = true;
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
        response.cancel(false);
    }

    @Override
    public void onSubscribe(Flow.Subscription opened) {
        subscription = opened;
        if (cancelled) {
            opened.cancel();
        } else {
            opened.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(ChatModelStreamingEvent event) {
        if (event instanceof PartialResponse partial) {
            started = true;
            listener.accept(new AnswerEvent.Text(partial.text()));
        } else if (event instanceof PartialThinking) {
            started = true;
            listener.accept(new AnswerEvent.Thinking());
        } else if (event instanceof CompleteResponse complete) {
            response.complete(complete.chatResponse());
        }
    }

    @Override
    public void onError(Throwable error) {
        response.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        response.completeExceptionally(new IllegalStateException("the stream ended without an answer"));
    }
}
