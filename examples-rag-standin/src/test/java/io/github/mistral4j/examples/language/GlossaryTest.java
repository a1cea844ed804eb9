package io.github.mistral4j.examples.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlossaryTest {

    @Test
    void a_text_in_german_french_or_spanish_is_put_into_english_word_by_word() {
        assertThat(Glossary.inEnglish("Wie lange dauert die Lieferung nach Norwegen?"))
                .contains("long", "delivery", "norway");
        assertThat(Glossary.inEnglish("Combien coûte l'abonnement ?")).contains("cost", "subscription");
        assertThat(Glossary.inEnglish("¿Cuánto pesa la batería?")).contains("weigh", "battery");
    }

    @Test
    void english_stays_as_it_is() {
        assertThat(Glossary.inEnglish("How long does the delivery take?"))
                .isEqualTo("How long does the delivery take?");
    }

    @Test
    void a_german_compound_is_put_into_english_by_its_parts() {
        assertThat(Glossary.inEnglish("Was ist der Garantiezeitraum?")).contains("warranty period");
    }

    @Test
    void the_language_is_that_of_the_common_words_and_of_a_few_words_without_any_that_of_the_known_ones() {
        assertThat(Glossary.languageOf("Wer genehmigt den Urlaub?")).isEqualTo(Language.GERMAN);
        assertThat(Glossary.languageOf("Qui approuve les congés ?")).isEqualTo(Language.FRENCH);
        assertThat(Glossary.languageOf("¿Quién autoriza las vacaciones?")).isEqualTo(Language.SPANISH);
        assertThat(Glossary.languageOf("Who approves holidays?")).isEqualTo(Language.ENGLISH);
        assertThat(Glossary.languageOf("Kündigungsfrist?")).isEqualTo(Language.GERMAN);
    }
}
