package io.github.mistral4j.internal.streaming;

import dev.langchain4j.model.chat.response.StreamingHandle;
import io.github.mistral4j.MistralExceptionMapper;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralStream;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls an application's handler of a stream other than chat's: what it throws goes to its own onError, and after a cancellation it
 * hears nothing any more.
 */
public final class HandlerCalls {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerCalls.class);

    private final StreamControl control = new StreamControl();
    private final Consumer<Throwable> onError;

    public HandlerCalls(Consumer<Throwable> onError) {
        this.onError = onError;
    }

    /** Starts the stream whose events these are; the result cancels it. */
    public StreamingHandle start(Supplier<MistralStream> stream) {
        try {
            control.started(stream.get());
            return control;
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
    }

    public void tell(Runnable callback) {
        told(callback);
    }

    /** As {@link #tell}, but what it throws ends the stream. */
    public void tellOrEnd(Runnable callback) {
        if (!told(callback)) {
            control.cancel();
        }
    }

    /** Whether it did not throw. */
    private boolean told(Runnable callback) {
        if (control.isCancelled()) {
            return true;
        }
        try {
            callback.run();
            return true;
        } catch (Throwable e) {
            error(e);
            return false;
        }
    }

    public void failed(MistralException failure) {
        error(MistralExceptionMapper.map(failure));
    }

    // The message of what the application throws may hold the answer, so only its class is logged.
    private void error(Throwable error) {
        if (control.isCancelled()) {
            return;
        }
        try {
            onError.accept(error);
        } catch (Throwable e) {
            LOG.warn("onError of the handler threw {}; ignored", e.getClass().getName());
        }
    }
}
