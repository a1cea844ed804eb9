package io.github.mistral4j.examples.answer;

import io.github.mistral4j.examples.routing.Wish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know.
 *
 * @param history the conversation before it, oldest first
 */
public record Question(
        String text,
        List<Turn> history,
        Wish wish,
        @Nullable Image image) {

    public Question {
        history = List.copyOf(history);
    }

    public static Question of(String text) {
        return new Question(text, List.of(), Wish.NONE, null);
    }
}
