package io.github.mistral4j.examples.documents;

/** Documents that cannot be read. The message says what to do. */
public final class DocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DocumentException(String message) {
        super(message);
    }

    public DocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
