package io.github.mistral4j.client;

import org.jspecify.annotations.Nullable;

/** There is no usable API key; nothing was sent. */
public final class MistralKeyException extends MistralException {

    private static final long serialVersionUID = 1L;

    MistralKeyException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }
}
