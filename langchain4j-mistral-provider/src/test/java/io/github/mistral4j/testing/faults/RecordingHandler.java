package io.github.mistral4j.testing.faults;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes down what a stream tells its handler. */
public final class RecordingHandler implements StreamingChatResponseHandler {

    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final List<String> thoughts = new CopyOnWriteArrayList<>();
    private final List<PartialToolCall> partialToolCalls = new CopyOnWriteArrayList<>();
    private final List<CompleteToolCall> completeToolCalls = new CopyOnWriteArrayList<>();
    private final List<Object> unmapped = new CopyOnWriteArrayList<>();
    private final List<ChatResponse> responses = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final CompletableFuture<StreamingHandle> begun = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        pieces.add(piece.text());
        begun.complete(context.streamingHandle());
    }

    @Override
    public void onPartialThinking(PartialThinking piece) {
        thoughts.add(piece.text());
    }

    @Override
    public void onPartialToolCall(PartialToolCall call) {
        partialToolCalls.add(call);
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall call) {
        completeToolCalls.add(call);
    }

    @Override
    public void onUnmappedRawEvent(Object event) {
        unmapped.add(event);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        responses.add(response);
        ended.countDown();
    }

    @Override
    public void onError(Throwable error) {
        errors.add(error);
        ended.countDown();
    }

    /** Waits for the first piece of text and returns what cancels the stream. */
    public StreamingHandle awaitBegun() {
        try {
            return begun.get(Eventually.SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the stream has not begun; errors: " + errors, e);
        }
    }

    public RecordingHandler awaitEnding() {
        try {
            if (!ended.await(Eventually.SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the stream has no ending after " + Eventually.SECONDS + " s; text so far: "
                        + text().length() + " characters");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    public boolean hasEnded() {
        return endings() > 0;
    }

    /** How many times the stream has ended. */
    public int endings() {
        return responses.size() + errors.size();
    }

    public ChatResponse response() {
        if (responses.size() != 1 || !errors.isEmpty()) {
            throw new AssertionError("not one answer but " + responses.size() + ", errors: " + errors);
        }
        return responses.get(0);
    }

    public Throwable error() {
        if (errors.size() != 1 || !responses.isEmpty()) {
            throw new AssertionError("not one error but " + errors + ", answers: " + responses.size());
        }
        return errors.get(0);
    }

    public List<Throwable> errors() {
        return errors;
    }

    /** The text of all partial responses. */
    public String text() {
        return String.join("", pieces);
    }

    public List<String> pieces() {
        return pieces;
    }

    public String thinking() {
        return String.join("", thoughts);
    }

    public List<PartialToolCall> partialToolCalls() {
        return partialToolCalls;
    }

    public List<CompleteToolCall> completeToolCalls() {
        return completeToolCalls;
    }

    public List<Object> unmapped() {
        return unmapped;
    }

    @Override
    public String toString() {
        return "RecordingHandler[pieces=" + pieces.size() + ", answers=" + responses.size() + ", errors=" + errors
                + "]";
    }
}
