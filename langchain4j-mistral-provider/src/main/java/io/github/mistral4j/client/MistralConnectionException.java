package io.github.mistral4j.client;

import org.jspecify.annotations.Nullable;

/** No answer came: the host is unknown, refused the connection, failed TLS or hung up before it answered. */
public final class MistralConnectionException extends MistralException {

    private static final long serialVersionUID = 1L;

    private final boolean repeatable;

    MistralConnectionException(String message, boolean repeatable, @Nullable Throwable cause) {
        super(message, null, cause);
        this.repeatable = repeatable;
    }

    boolean repeatable() {
        return repeatable;
    }
}
