package io.github.mistral4j.examples.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.examples.documents.Passage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextMatchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It lasts 18 months [1].                 | 18 months",
                "It lasts **18** months.                 | 18 MONTHS",
                "It costs €1,866.68 in all.              | 1866.68",
                "At 2.0°C it sounds.                     | 2.0 °C",
                "You pay € 14 a month.                   | €14",
                "Two sirens are studied.                 | siren",
                "set {\"below\":3.0,\"forMinutes\":10}   | \"forMinutes\": 10",
                "Accuracy: ±2% from 10 to 90%.           | ±2%"
            })
    void finds_what_differs_only_in_spaces_case_markup_and_separators(String text, String wanted) {
        assertThat(TextMatch.contains(text, wanted)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The network is down.     | two",
                "It lasts 118 months.     | 18 months",
                "It lasts 320 days.       | 32",
                "It lasts 1.3 months.     | 3 months",
                "It gives 110%.           | 10%",
                "The value is 12.0 °C.    | 2.0 °C",
                "It is version 32.5.      | 32"
            })
    void does_not_find_a_part_of_another_word_or_number(String text, String wanted) {
        assertThat(TextMatch.contains(text, wanted)).isFalse();
    }

    @Test
    void knows_a_row_of_a_web_page_in_its_markdown_form() {
        Passage passage =
                new Passage("pricing.html", 1, 9, false, "", "", "| Plan | Price |\n|---|---|\n| R&D kit | €14 |");

        assertThat(TextMatch.holds(
                        passage, new GoldenQuestion.Source("pricing.html", "<td>R&amp;D kit</td><td>€14</td>")))
                .isTrue();
        assertThat(TextMatch.holds(
                        passage, new GoldenQuestion.Source("pricing.html", "<td>R&amp;D kit</td><td>€15</td>")))
                .isFalse();
    }

    @Test
    void a_passage_of_another_file_holds_nothing() {
        Passage passage = new Passage("faq.md", 1, 1, false, "", "", "24 months");

        assertThat(TextMatch.holds(passage, new GoldenQuestion.Source("warranty.md", "24 months")))
                .isFalse();
    }
}
