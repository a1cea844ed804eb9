package io.github.mistral4j.client;

import org.jspecify.annotations.Nullable;

/** A call that failed. No message of these exceptions holds a key, a header's value, a prompt or an answer. */
public abstract sealed class MistralException extends RuntimeException
        permits MistralApiException,
                MistralCancelledException,
                MistralConnectionException,
                MistralKeyException,
                MistralResponseException,
                MistralTimeoutException {

    private static final long serialVersionUID = 1L;

    private final @Nullable ResponseInfo response;

    MistralException(String message, @Nullable ResponseInfo response, @Nullable Throwable cause) {
        super(message, cause);
        this.response = response;
    }

    /** Status and headers of the HTTP answer, null when none had arrived. */
    public @Nullable ResponseInfo response() {
        return response;
    }
}
