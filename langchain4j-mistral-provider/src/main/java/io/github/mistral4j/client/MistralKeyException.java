package io.github.mistral4j.client;

/** There is no usable API key; nothing was sent. */
public final class MistralKeyException extends MistralException {

    private static final long serialVersionUID = 1L;

    /** With a message that holds no key. */
    public MistralKeyException(String message) {
        super(message, null, null);
    }
}
