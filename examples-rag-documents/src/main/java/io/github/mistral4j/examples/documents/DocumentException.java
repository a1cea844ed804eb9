package io.github.mistral4j.examples.documents;

import io.github.mistral4j.examples.documents.LeftOut.Reason;
import org.jspecify.annotations.Nullable;

/** Documents that cannot be read. The message says what to do. */
public final class DocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public DocumentException(String message) {
        this(message, null);
    }

    public DocumentException(String message, @Nullable Throwable cause) {
        this(Reason.UNREADABLE, message, cause);
    }

    DocumentException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Of a single file. */
    public Reason reason() {
        return reason;
    }
}
