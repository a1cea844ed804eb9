package io.github.mistral4j.testing;

/** The script has no answer to a request, or one that the request does not allow. */
final class ScriptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScriptException(String message) {
        super(message);
    }
}
