package io.github.mistral4j.client;

import org.jspecify.annotations.Nullable;

/**
 * No answer came: the host is unknown, refused the connection, failed TLS or hung up before it answered; or the request was not whole,
 * since a file of the caller's could not be read, and then the cause is an {@code UncheckedIOException}.
 */
public final class MistralConnectionException extends MistralException {

    private static final long serialVersionUID = 1L;

    private final boolean repeatable;
    private final boolean connected;

    /**
     * A failure that could be repeated.
     *
     * @param connected whether there was a connection, which then broke before an answer came
     */
    public MistralConnectionException(String message, boolean connected) {
        this(message, true, connected, null);
    }

    MistralConnectionException(String message, boolean repeatable, boolean connected, @Nullable Throwable cause) {
        super(message, null, cause);
        this.repeatable = repeatable;
        this.connected = connected;
    }

    /** Whether there was a connection, which then broke before an answer came. */
    public boolean wasConnected() {
        return connected;
    }

    boolean repeatable() {
        return repeatable;
    }
}
