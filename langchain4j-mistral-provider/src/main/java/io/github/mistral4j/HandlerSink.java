package io.github.mistral4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls an application's handler by LangChain4j's rules: what it throws goes to its onError, and the stream goes on. */
final class HandlerSink implements StreamSink {

    private static final Logger LOG = LoggerFactory.getLogger(MistralStreamingChatModel.class);

    private final StreamingChatResponseHandler handler;
    private final StreamControl control;
    private final PartialResponseContext responseContext;
    private final PartialThinkingContext thinkingContext;
    private final PartialToolCallContext toolCallContext;

    HandlerSink(StreamingChatResponseHandler handler, StreamControl control) {
        this.handler = handler;
        this.control = control;
        this.responseContext = new PartialResponseContext(control);
        this.thinkingContext = new PartialThinkingContext(control);
        this.toolCallContext = new PartialToolCallContext(control);
    }

    @Override
    public void text(String text) {
        if (control.isCancelled()) {
            return;
        }
        try {
            handler.onPartialResponse(new PartialResponse(text), responseContext);
        } catch (Throwable e) {
            thrown(e);
        }
    }

    @Override
    public void thinking(String text) {
        if (control.isCancelled()) {
            return;
        }
        try {
            handler.onPartialThinking(new PartialThinking(text), thinkingContext);
        } catch (Throwable e) {
            thrown(e);
        }
    }

    @Override
    public void partialToolCall(PartialToolCall call) {
        if (control.isCancelled()) {
            return;
        }
        try {
            handler.onPartialToolCall(call, toolCallContext);
        } catch (Throwable e) {
            thrown(e);
        }
    }

    @Override
    public void completeToolCall(CompleteToolCall call) {
        if (control.isCancelled()) {
            return;
        }
        try {
            handler.onCompleteToolCall(call);
        } catch (Throwable e) {
            thrown(e);
        }
    }

    @Override
    public void unmapped(Object part) {
        if (control.isCancelled()) {
            return;
        }
        try {
            handler.onUnmappedRawEvent(part);
        } catch (Throwable e) {
            thrown(e);
        }
    }

    @Override
    public void complete(ChatResponse response) {
        if (control.isCancelled()) {
            return;
        }
        try {
            handler.onCompleteResponse(response);
        } catch (Throwable e) {
            thrown(e);
        }
    }

    @Override
    public void error(Throwable error) {
        if (!control.isCancelled()) {
            thrown(error);
        }
    }

    // The message of what the application throws may hold the answer, so only its class is logged.
    private void thrown(Throwable error) {
        if (control.isCancelled()) {
            LOG.warn(
                    "a callback of the handler {} threw {} after the stream was cancelled; ignored",
                    handler.getClass().getName(),
                    error.getClass().getName());
            return;
        }
        try {
            handler.onError(error);
        } catch (Throwable e) {
            LOG.warn(
                    "onError of the handler {} threw {}; ignored",
                    handler.getClass().getName(),
                    e.getClass().getName());
        }
    }
}
