package io.github.mistral4j.internal.streaming;

import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.internal.answer.AnswerEvents;

/** Where a streamed answer goes. */
public interface StreamSink extends AnswerEvents {

    void complete(ChatResponse response);

    void error(Throwable error);

    /** From another thread: a sink that waits within an event is to give it up; {@link #error} follows. */
    default void stopWaiting() {}
}
