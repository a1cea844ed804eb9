package io.github.mistral4j.client;

import java.io.IOException;

/** A body that is readable and not what the API promises. The message holds nothing of the body's text. */
final class UnexpectedBodyException extends IOException {

    private static final long serialVersionUID = 1L;

    UnexpectedBodyException(String message) {
        super(message);
    }
}
