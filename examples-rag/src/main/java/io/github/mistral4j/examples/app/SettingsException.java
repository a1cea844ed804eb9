package io.github.mistral4j.examples.app;

/** An option or an environment variable that cannot be used. The message says which and what is allowed. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }
}
