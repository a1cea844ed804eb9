package io.github.mistral4j.client;

import org.jspecify.annotations.Nullable;

/** The call was cancelled, its thread interrupted, or its client closed. */
public final class MistralCancelledException extends MistralException {

    private static final long serialVersionUID = 1L;

    /** Before there was an answer. */
    public MistralCancelledException(String message) {
        this(message, null);
    }

    /** With the answer that was under way. */
    public MistralCancelledException(String message, @Nullable ResponseInfo response) {
        this(message, response, null);
    }

    MistralCancelledException(String message, @Nullable ResponseInfo response, @Nullable Throwable cause) {
        super(message, response, cause);
    }
}
