package io.github.mistral4j.examples.routing;

/** A routing file or an option that cannot be followed. The message says what to do. */
public final class RoutingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RoutingException(String message) {
        super(message);
    }

    public RoutingException(String message, Throwable cause) {
        super(message, cause);
    }
}
