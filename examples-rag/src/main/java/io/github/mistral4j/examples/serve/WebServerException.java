package io.github.mistral4j.examples.serve;

/** The page cannot be served. The message says what to do. */
public final class WebServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WebServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
