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
    void words_of_every_day_are_known_not_only_those_of_trade_and_technology() {
        assertThat(Glossary.inEnglish("Was kostet das Frühstück für Erwachsene?"))
                .contains("breakfast", "adult");
        assertThat(Glossary.inEnglish("Où est la piscine ?")).contains("swimming pool");
        assertThat(Glossary.inEnglish("¿Dónde está la farmacia?")).contains("pharmacy");
    }

    @Test
    void english_stays_as_it_is() {
        assertThat(Glossary.inEnglish("How long does the delivery take?"))
                .isEqualTo("How long does the delivery take?");
        assertThat(Glossary.inEnglish("¿?")).as("no word to put into English").isEqualTo("¿?");
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

    @Test
    void a_common_word_of_two_languages_does_not_decide_alone() {
        assertThat(Glossary.languageOf("Was kosten Tücher?")).isEqualTo(Language.GERMAN);
        assertThat(Glossary.languageOf("Was the office open?")).isEqualTo(Language.ENGLISH);
        assertThat(Glossary.languageOf("Los precios?")).isEqualTo(Language.SPANISH);
    }

    @Test
    void plurals_in_s_are_the_same_word_in_german() {
        assertThat(Language.GERMAN.stems("Autos Handys Büros")).isEqualTo(Language.GERMAN.stems("Auto Handy Büro"));
        assertThat(Language.GERMAN.stems("Haus Kreis Los")).isEqualTo(Language.GERMAN.stems("Haus Kreis Los"));
        assertThat(Language.GERMAN.stems("Moos")).doesNotContain("moo");
    }
}
