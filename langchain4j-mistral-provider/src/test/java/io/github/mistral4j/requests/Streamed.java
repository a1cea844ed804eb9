package io.github.mistral4j.requests;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hears a stream to its end. */
public final class Streamed implements StreamingChatResponseHandler {

    private final StringBuilder text = new StringBuilder();
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Throwable error;

    /** Asks and waits for the end. */
    public static Streamed of(StreamingChatModel model, String prompt) {
        return of(
                model, ChatRequest.builder().messages(UserMessage.from(prompt)).build());
    }

    /** Asks and waits for the end. */
    public static Streamed of(StreamingChatModel model, ChatRequest request) {
        Streamed streamed = new Streamed();
        model.chat(request, streamed);
        try {
            if (!streamed.ended.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the stream has no end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return streamed;
    }

    public String text() {
        return text.toString();
    }

    /** What it ended with; throws when it ended well. */
    public Throwable error() {
        return requireNonNull(error, "the stream ended well");
    }

    public boolean failed() {
        return error != null;
    }

    @Override
    public void onPartialResponse(String part) {
        text.append(part);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        ended.countDown();
    }

    @Override
    public void onError(Throwable failure) {
        error = failure;
        ended.countDown();
    }
}
