package io.github.mistral4j;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.client.ApiError;
import io.github.mistral4j.client.RateLimits;
import io.github.mistral4j.client.ResponseInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP answer behind a failure: the cause of LangChain4j's exception wherever there was one. Its message holds neither the
 * key nor the prompt nor the answer.
 */
public final class MistralHttpException extends HttpException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String type;
    private final @Nullable String code;
    private final ResponseInfo info;
    private final transient @Nullable ChatResponse partialResponse;

    MistralHttpException(
            String message, ResponseInfo info, @Nullable ApiError error, @Nullable ChatResponse partialResponse) {
        super(info.status(), message);
        this.type = error == null ? null : error.type();
        this.code = error == null ? null : error.code();
        this.info = info;
        this.partialResponse = partialResponse;
    }

    /** The API's {@code type}, such as {@code invalid_model}. */
    public @Nullable String type() {
        return type;
    }

    /** The API's {@code code}, such as {@code 1500}. */
    public @Nullable String code() {
        return code;
    }

    /** The id to give to Mistral's support ({@code mistral-correlation-id}). */
    public @Nullable String requestId() {
        return info.requestId();
    }

    /** {@code Retry-After}; null when the server sent none. */
    public @Nullable Duration retryAfter() {
        return info.retryAfter();
    }

    /** The {@code x-ratelimit-…} headers. */
    public RateLimits rateLimits() {
        return info.rateLimits();
    }

    /** What of an answer had arrived before it failed; null when it had not begun, and after a serialization. */
    public @Nullable ChatResponse partialResponse() {
        return partialResponse;
    }
}
