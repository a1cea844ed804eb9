package io.github.mistral4j.internal.streaming;

import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.ResponseInfo;
import io.github.mistral4j.internal.answer.Answer;
import org.jspecify.annotations.Nullable;

/** What a streamed answer and its failure become in the end. */
public interface ChatResults {

    ChatResponse response(Answer answer, @Nullable ResponseInfo info);

    /** The failure with what of the answer had arrived. */
    Throwable failure(MistralException failure, @Nullable ChatResponse partial);

    /** Whether the thinking is handed on. */
    boolean returnThinking();

    /** The application's name of a tool that the model calls. */
    String toolName(String wireName);
}
