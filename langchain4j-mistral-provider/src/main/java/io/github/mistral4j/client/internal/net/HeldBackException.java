package io.github.mistral4j.client.internal.net;

import java.io.IOException;

/** The request did not leave, because another was refused while its connection was opened. */
public final class HeldBackException extends IOException {

    private static final long serialVersionUID = 1L;

    HeldBackException() {
        super("held back");
    }
}
