package io.github.mistral4j.internal.streaming;

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
public final class HandlerSink implements StreamSink {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerSink.class);

    private final StreamingChatResponseHandler handler;
    private final StreamControl control;
    private final PartialResponseContext responseContext;
    private final PartialThinkingContext thinkingContext;
    private final PartialToolCallContext toolCallContext;

    public HandlerSink(StreamingChatResponseHandler handler, StreamControl control) {
        this.handler = handler;
        this.control = control;
        this.responseContext = new PartialResponseContext(control);
        this.thinkingContext = new PartialThinkingContext(control);
        this.toolCallContext = new PartialToolCallContext(control);
    }

    @Override
    public void text(String text) {
        tell(new PartialResponse(text));
    }

    @Override
    public void thinking(String text) {
        tell(new PartialThinking(text));
    }

    @Override
    public void partialToolCall(PartialToolCall call) {
        tell(call);
    }

    @Override
    public void completeToolCall(CompleteToolCall call) {
        tell(call);
    }

    @Override
    public void unmapped(Object part) {
        tell(part);
    }

    @Override
    public void complete(ChatResponse response) {
        tell(response);
    }

    @Override
    public void error(Throwable error) {
        if (!control.isCancelled()) {
            thrown(error);
        }
    }

    // Told by the class of the event: a lambda for each token would be one more object for each.
    private void tell(Object event) {
        if (control.isCancelled()) {
            return;
        }
        try {
            if (event instanceof PartialResponse text) {
                handler.onPartialResponse(text, responseContext);
            } else if (event instanceof PartialThinking thinking) {
                handler.onPartialThinking(thinking, thinkingContext);
            } else if (event instanceof PartialToolCall call) {
                handler.onPartialToolCall(call, toolCallContext);
            } else if (event instanceof CompleteToolCall call) {
                handler.onCompleteToolCall(call);
            } else if (event instanceof ChatResponse response) {
                handler.onCompleteResponse(response);
            } else {
                handler.onUnmappedRawEvent(event);
            }
        } catch (Throwable e) {
            thrown(e);
        }
    }

    // The message of what the application throws may hold the answer, so only its class is logged.
    private void thrown(Throwable error) {
        if (control.isCancelled()) {
            warn("a callback", error, "after the stream was cancelled");
            return;
        }
        try {
            handler.onError(error);
        } catch (Throwable e) {
            warn("onError", e, "at the end");
        }
    }

    private void warn(String what, Throwable error, String when) {
        LOG.warn(
                "{} of the handler {} threw {} {}; ignored",
                what,
                handler.getClass().getName(),
                error.getClass().getName(),
                when);
    }
}
