package io.github.mistral4j.examples.answer;

/** A question that cannot be asked. The message says why. */
public final class QuestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QuestionException(String message) {
        super(message);
    }
}
