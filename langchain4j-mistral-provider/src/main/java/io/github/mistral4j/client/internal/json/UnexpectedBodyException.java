package io.github.mistral4j.client.internal.json;

import java.io.IOException;

/** A body that is readable and not what the API promises. The message holds nothing of the body's text. */
public final class UnexpectedBodyException extends IOException {

    private static final long serialVersionUID = 1L;

    public UnexpectedBodyException(String message) {
        super(message);
    }
}
