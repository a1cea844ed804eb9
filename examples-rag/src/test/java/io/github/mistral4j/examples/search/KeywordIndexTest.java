package io.github.mistral4j.examples.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeywordIndexTest {

    private final KeywordIndex index = new KeywordIndex();

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void a_code_or_a_name_finds_the_passage_it_stands_in() {
        add("errors.md", "E12 means that the clock is not set.", "E13 means that the filter is full.");
        add("people.md", "Ask Saimi Lounatvuo for the key of the archive.");

        assertThat(first("What is E13?")).contains("filter");
        assertThat(first("Who is Lounatvuo?")).contains("archive");
    }

    @Test
    void words_are_found_in_other_forms() {
        add("de.md", "Die Kündigungsfristen der Verträge betragen drei Monate zum Ende des Quartals.");
        add("en.md", "The guarantees are described in the policies of the company.");

        assertThat(first("Welche Kündigungsfrist hat der Vertrag?")).contains("Quartals");
        assertThat(first("Which policy describes the guarantee?")).contains("policies");
    }

    @Test
    void a_question_in_one_language_finds_a_passage_in_another() {
        add("en.md", "The warranty lasts for 24 months.", "The office opens at nine.");
        add("de.md", "Die Waschküche im Keller ist bis 20 Uhr offen.", "Der Müll wird am Dienstag abgeholt.");

        assertThat(first("Wie lange gilt die Garantie?")).contains("24 months");
        assertThat(first("Combien de temps dure la garantie ?")).contains("24 months");
        assertThat(first("¿Cuánto dura la garantía?")).contains("24 months");
        assertThat(first("What happens on Tuesday?")).contains("Dienstag");
    }

    @Test
    void a_slip_of_the_fingers_in_a_question_is_forgiven_when_no_document_has_the_word() {
        add("en.md", "The warranty lasts for 24 months.", "The office opens at nine.");

        assertThat(first("waranty")).contains("24 months");
        assertThat(first("offcie")).contains("nine");
        assertThat(index.search("sauna", 5)).isEmpty();
    }

    @Test
    void a_german_compound_is_found_by_its_parts() {
        add("en.md", "The warranty period is 24 months.", "The delivery takes a week.");

        assertThat(first("Garantiezeitraum?")).contains("24 months");
    }

    @Test
    void a_german_word_is_found_in_a_longer_one_and_a_longer_one_by_its_parts() {
        add(
                "de.md",
                "Die Absicherung hat 16 Ampere und ist nur für das Gerät.",
                "Die Garantie ist auf der Karte und gilt für das Gerät.");

        assertThat(first("Welche Sicherung ist das?")).contains("16 Ampere");
        assertThat(first("Wo ist die Herstellergarantie?")).contains("Karte");
    }

    @Test
    void a_document_is_found_by_its_name() {
        add("news/allotmentNewsletter-2026.txt", "Bonfires are allowed in November.");
        add("rules.md", "Bonfires are forbidden.");

        assertThat(first("What does the newsletter say?")).contains("November");
    }

    @Test
    void what_was_removed_is_not_found_any_more() {
        add("a.md", "The barometer hangs in the hall.");
        index.remove(List.of("a.md0"));

        assertThat(index.search("Where is the barometer?", 5)).isEmpty();
    }

    @Test
    void coverage_counts_rare_words_more_and_is_nothing_for_an_unrelated_text() {
        TextSegment clock = segment("a.md", "The clock of the base is set by radio.");
        TextSegment base = segment("a.md", "The base is white.");
        TextSegment other = segment("a.md", "Nobody knows the base.");
        index.add(List.of("1", "2", "3"), List.of(clock, base, other));

        List<Double> coverage = index.coverage("How is the clock of the base set?", List.of(clock, base));
        assertThat(coverage.get(0)).isEqualTo(1.0);
        assertThat(coverage.get(1)).isBetween(0.01, 0.4);
        assertThat(index.coverage("Who painted the Mona Lisa?", List.of(clock)).get(0))
                .isZero();
        assertThat(index.coverage("What is it?", List.of(clock)).get(0))
                .as("a question without a subject covers nothing")
                .isZero();
    }

    private String first(String question) {
        return index.search(question, 5).get(0).textSegment().text();
    }

    private void add(String file, String... texts) {
        for (int i = 0; i < texts.length; i++) {
            index.add(List.of(file + i), List.of(segment(file, texts[i])));
        }
    }

    private static TextSegment segment(String file, String text) {
        return TextSegment.from(text, new Metadata().put("file", file));
    }
}
