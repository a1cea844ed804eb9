package io.github.mistral4j.examples.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.examples.documents.Passage;
import org.junit.jupiter.api.Test;

class SourceTest {

    @Test
    void an_excerpt_is_one_line_without_markup() {
        assertThat(excerpt("| Item | Period |\n|---|---|\n| Base, Leaf | 24 months |\n| Battery | 12 months |"))
                .isEqualTo("Item, Period; Base, Leaf, 24 months; Battery, 12 months");
        assertThat(excerpt("**How long?** 36 months\non all `devices`."))
                .isEqualTo("How long? 36 months on all devices.");
        assertThat(excerpt("- one\n- two")).isEqualTo("one two");
        assertThat(excerpt("```java\nint a = b | c;\n```")).isEqualTo("int a = b, c;");
        assertThat(excerpt("x ".repeat(200))).hasSizeLessThanOrEqualTo(160).endsWith("…");
    }

    private static String excerpt(String text) {
        return new Source(1, new Passage("a.md", 1, 2, false, "", "", text), 1, false).excerpt();
    }
}
