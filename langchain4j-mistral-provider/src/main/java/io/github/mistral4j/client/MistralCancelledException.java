package io.github.mistral4j.client;

import org.jspecify.annotations.Nullable;

/** The call was cancelled, its thread interrupted, or its client closed. */
public final class MistralCancelledException extends MistralException {

    private static final long serialVersionUID = 1L;

    MistralCancelledException(String message, @Nullable Throwable cause) {
        this(message, null, cause);
    }

    /** With the answer that was under way. */
    MistralCancelledException(String message, @Nullable ResponseInfo response, @Nullable Throwable cause) {
        super(message, response, cause);
    }
}
