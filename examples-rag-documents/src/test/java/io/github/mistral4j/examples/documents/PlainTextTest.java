package io.github.mistral4j.examples.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u001b[2Jb",
                "a\u001b[1;31mb",
                "a\u009b31mb",
                "a\u001b]0;OWNED\u0007b",
                "a\u001b]8;;file:///etc/passwd\u001b\\b",
                "a\u009d0;OWNED\u009cb",
                "a\u001bPq#0\u001b\\b",
                "a\u001bcb",
                "a\u0000b",
                "a\u0007b",
                "a\bb",
                "a\u007fb",
                "a\u202eb",
                "a\u2066b",
                "a\u200fb",
                "a\ufeffb",
                "a\ufdd0b",
                "a\udb40\udc41b"
            })
    void what_a_terminal_would_obey_is_taken_out(String text) {
        assertThat(PlainText.of(text)).isEqualTo("ab");
    }

    @Test
    void writing_of_all_languages_and_its_lines_stay() {
        String text = "Größe\t1\nשלום עולם\n数据 👩‍👩‍👧 naïve\r\n";

        assertThat(PlainText.of(text)).isEqualTo(text);
        assertThat(PlainText.of("a\u2028b\u0085c\u000bd")).isEqualTo("a b c d");
        assertThat(PlainText.line("a\nb\tc")).isEqualTo("a b c");
    }
}
