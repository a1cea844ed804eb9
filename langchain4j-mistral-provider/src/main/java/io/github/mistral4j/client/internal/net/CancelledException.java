package io.github.mistral4j.client.internal.net;

/** The call was cancelled or its thread interrupted. */
public final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CancelledException(String message) {
        super(message);
    }
}
