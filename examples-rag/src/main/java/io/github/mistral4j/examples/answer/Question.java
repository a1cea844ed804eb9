package io.github.mistral4j.examples.answer;

import io.github.mistral4j.examples.routing.Wish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know.
 *
 * @param history the conversation before it, oldest first
 * @throws QuestionException when the text is blank, too long or no valid text
 */
public record Question(
        String text,
        List<Turn> history,
        Wish wish,
        @Nullable Image image) {

    private static final int LONGEST = 10_000;

    public Question {
        history = List.copyOf(history);
        if (text.codePoints().noneMatch(Question::isVisible)) {
            throw new QuestionException("The question is empty.");
        }
        if (text.length() > LONGEST) {
            throw new QuestionException(
                    "The question has " + text.length() + " characters; " + LONGEST + " are the most.");
        }
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw new QuestionException("The question holds half a character (a lone surrogate).");
        }
    }

    /** Other than {@link String#isBlank} knows them, there are spaces that do not break and signs without width. */
    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> true;
        };
    }

    public static Question of(String text) {
        return new Question(text, List.of(), Wish.NONE, null);
    }
}
