package io.github.mistral4j.examples.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

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

    @Test
    void an_emoji_is_whole() {
        assertThat(Question.of("What is \ud83d\ude00?").text()).hasSize(11);
    }
}
