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
        if (text.isBlank()) {
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

    public static Question of(String text) {
        return new Question(text, List.of(), Wish.NONE, null);
    }
}
