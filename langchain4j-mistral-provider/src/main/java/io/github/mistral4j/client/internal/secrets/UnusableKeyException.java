package io.github.mistral4j.client.internal.secrets;

/** A supplier gave no key, or no value for a header, that can be sent. The message holds nothing of it. */
public final class UnusableKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableKeyException(String message) {
        super(message);
    }
}
