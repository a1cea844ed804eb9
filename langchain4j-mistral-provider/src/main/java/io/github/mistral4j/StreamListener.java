package io.github.mistral4j;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;

/**
 * A listener of streams. LangChain4j passes over its exceptions; an {@code Error} would keep the ending from the handler, so it
 * becomes an exception.
 */
record StreamListener(ChatModelListener listener) implements ChatModelListener {

    @Override
    public void onRequest(ChatModelRequestContext context) {
        tell(() -> listener.onRequest(context));
    }

    @Override
    public void onResponse(ChatModelResponseContext context) {
        tell(() -> listener.onResponse(context));
    }

    @Override
    public void onError(ChatModelErrorContext context) {
        tell(() -> listener.onError(context));
    }

    private static void tell(Runnable event) {
        try {
            event.run();
        } catch (Error e) {
            throw new IllegalStateException("the listener threw " + e.getClass().getName(), e);
        }
    }
}
