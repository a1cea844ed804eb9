package io.github.mistral4j.benchmarks.soak;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Hears one stream, and cancels it in the middle when told to. */
final class Listening implements StreamingChatResponseHandler {

    private static final int PIECES_BEFORE_CANCEL = 5;

    final CountDownLatch ended = new CountDownLatch(1);

    private final boolean cancel;
    private final StringBuffer text = new StringBuffer();
    private final AtomicInteger terminals = new AtomicInteger();
    private final AtomicInteger afterCancel = new AtomicInteger();
    private volatile @Nullable Throwable failure;
    private volatile @Nullable ChatResponse response;
    private volatile boolean cancelled;
    private int pieces;

    Listening(boolean cancel) {
        this.cancel = cancel;
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        if (cancelled) {
            afterCancel.incrementAndGet();
        }
        text.append(piece.text());
        if (cancel && ++pieces == PIECES_BEFORE_CANCEL) {
            context.streamingHandle().cancel();
            cancelled = true;
            failure = new Fault.Cancelled();
            ended.countDown();
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
        response = complete;
        terminal();
    }

    @Override
    public void onError(Throwable error) {
        failure = error;
        terminal();
    }

    private void terminal() {
        terminals.incrementAndGet();
        ended.countDown();
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** What is wrong with the callbacks, whatever the outcome; null when nothing is. */
    @Nullable
    String wrong() {
        if (cancelled) {
            return terminals.get() + afterCancel.get() > 0 ? "callbacks after cancel" : null;
        }
        if (terminals.get() != 1) {
            return terminals.get() + " terminal callbacks";
        }
        if (!SoundAnswer.TEXT.startsWith(text.toString())) {
            return "another text: " + text;
        }
        ChatResponse complete = response;
        if (complete == null) {
            return null;
        }
        return SoundAnswer.TEXT.contentEquals(text)
                        && SoundAnswer.TEXT.equals(complete.aiMessage().text())
                ? null
                : "not the whole text: " + text;
    }
}
