package io.github.mistral4j.examples.serve;

/** A request that cannot be served, and what to do instead. */
final class RequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String nextStep;

    RequestException(int status, String message, String nextStep) {
        super(message);
        this.status = status;
        this.nextStep = nextStep;
    }

    int status() {
        return status;
    }

    String nextStep() {
        return nextStep;
    }
}
