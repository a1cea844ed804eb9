package io.github.mistral4j.client;

import org.jspecify.annotations.Nullable;

/**
 * The server answered with status 200, and then not with what it promised: a body that was cut, is not JSON, is an error, or
 * ends with {@code finish_reason: "error"}.
 */
public final class MistralResponseException extends MistralException {

    private static final long serialVersionUID = 1L;

    private final @Nullable ApiError error;

    /**
     * A body that is not what was promised.
     *
     * @param error the error that it held, null when it held none
     */
    public MistralResponseException(String message, ResponseInfo response, @Nullable ApiError error) {
        super(message, response, null);
        this.error = error;
    }

    /** The error that the body held, null when it held none. */
    public @Nullable ApiError error() {
        return error;
    }
}
