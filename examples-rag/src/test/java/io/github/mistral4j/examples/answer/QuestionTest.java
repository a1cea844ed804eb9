package io.github.mistral4j.examples.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {

    @Test
    void a_blank_a_huge_and_a_broken_question_are_refused_in_one_line_that_says_why() {
        assertThatThrownBy(() -> Question.of(" \n\t"))
                .isInstanceOf(QuestionException.class)
                .hasMessage("The question is empty.");
        assertThatThrownBy(() -> Question.of("w".repeat(100_000)))
                .isInstanceOf(QuestionException.class)
                .hasMessageContaining("100000 characters");
        assertThatThrownBy(() -> Question.of("What is \ud83d?"))
                .isInstanceOf(QuestionException.class)
                .hasMessageContaining("surrogate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00a0", "\u200b\ufeff", "\u202e \u2066", "\u0301", "\u2028\u3000", "\u0000"})
    void a_question_that_nobody_can_see_is_empty(String text) {
        assertThatThrownBy(() -> Question.of(text)).hasMessage("The question is empty.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "¿?", "\ud83d\udc4d", "5", "\u00a0a"})
    void a_short_one_is_not(String text) {
        assertThat(Question.of(text).text()).isEqualTo(text);
    }

    @Test
    void an_emoji_is_whole() {
        assertThat(Question.of("What is \ud83d\ude00?").text()).hasSize(11);
    }
}
