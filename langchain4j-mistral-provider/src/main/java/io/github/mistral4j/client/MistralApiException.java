package io.github.mistral4j.client;

import static java.util.Objects.requireNonNull;

/** The server answered with a status other than 2xx. */
public final class MistralApiException extends MistralException {

    private static final long serialVersionUID = 1L;

    private final ApiError error;
    private final ResponseInfo answer;

    /** An answer with this status and this error. */
    public MistralApiException(ApiError error, ResponseInfo response) {
        this(error.message(), error, response);
    }

    MistralApiException(String message, ApiError error, ResponseInfo response) {
        super(message, response, null);
        this.error = requireNonNull(error, "error");
        this.answer = response;
    }

    /** What the body of the answer said. */
    public ApiError error() {
        return error;
    }

    @Override
    public ResponseInfo response() {
        return answer;
    }
}
