package io.github.mistral4j.examples.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CitationsTest {

    @Test
    void marks_are_found_alone_joined_and_in_lists() {
        assertThat(Citations.in("a [1]. b [2][3], c [1, 4].", 4).valid()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_mark_without_a_passage_is_flagged() {
        Citations citations = Citations.in("a [1] b [7] c [0]", 3);

        assertThat(citations.valid()).containsExactly(1);
        assertThat(citations.invalid()).containsExactly(0, 7);
    }

    @Test
    void an_index_in_code_is_no_mark() {
        Citations citations = Citations.in("Use `rows[9]`.\n```java\nint x = a[8];\n```\nDone [2].", 3);

        assertThat(citations.valid()).containsExactly(2);
        assertThat(citations.invalid()).isEmpty();
    }

    @Test
    void marks_are_taken_out_of_the_history() {
        assertThat(Citations.without("24 months [1], not 36 [2].")).isEqualTo("24 months, not 36.");
    }
}
