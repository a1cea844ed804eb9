package io.github.mistral4j.examples.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** A language with a stemmer and the words that say nothing of a subject. Texts in others are treated as English. */
public enum Language {
    ENGLISH(
            "",
            EnglishAnalyzer::new,
            EnglishAnalyzer.getDefaultStopSet(),
            "a about all also am an and any are as at be been both but by can could did do does during each every for from get"
                    + " give got had has have he her how i if in into is it its itself just let ll make many may me might much must my"
                    + " need no not of on one only or our out own please s shall she should show so some such t tell than that the their"
                    + " them then there these they this those through to under until up us was we were what when where which while who"
                    + " whose why will with would write you your long often"
                    + " compare comparison summarise summarize summary overview explain describe list name find short brief briefly"
                    + " point points key main difference differ between better best"),
    GERMAN(
            "äöüß",
            stopWords -> LoanPlural.over(new GermanAnalyzer(stopWords)),
            GermanAnalyzer.getDefaultStopSet(),
            "ab alle am auf aus bei bekomme bekommt bitte brauche braucht da darf dürfen erkläre erklär fasse für gib gibt"
                    + " habe haben hat ihr ins kann kein können könnte lang lange mache machen man mir muss müssen nenne oder oft pro soll"
                    + " sollte sollen sowie über um vom wann warum was welche welcher welches welchem welchen wem wen wenn wer weshalb"
                    + " wie wieso wieviel wieviele viel viele wird werden wo worden wurde würde zeig zeige zum zur zusammen zwischen"
                    + " vergleiche vergleich zusammenfassung überblick unterschied besser liste"),
    FRENCH(
            "àâçèêëîïôœùû",
            FrenchAnalyzer::new,
            FrenchAnalyzer.getDefaultStopSet(),
            "a ai au aux avec avoir ce ces cette chez combien comment dans de des donne donner dois doit du elle en es est et"
                    + " être explique expliquer fait faire faut font il ils j je la le les leur liste ma mes moi mon montre ne nos notre"
                    + " nous on ont ou où par pas peut peux peuvent plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi"
                    + " sa se ses si son sont sur temps t-il t tu un une vos votre vous y résume résumer résumé aperçu compare comparer"
                    + " comparaison différence entre mieux"),
    SPANISH(
            "ñ¿¡íóú",
            SpanishAnalyzer::new,
            SpanishAnalyzer.getDefaultStopSet(),
            "a al cada como cómo con cual cuál cuáles cuando cuándo cuanta cuánta cuánto cuánta cuántos cuántas da dame de debe"
                    + " debo del desde dime donde dónde el en entre es esta está están este esto explica explicar ha haber hace hacer hasta hay"
                    + " la las le lista lo los más me mi mis muestra no nos o para pero por porque porqué puede puedo pueden que qué quien"
                    + " quién quiénes se ser si sin sobre son su sus tengo tiene tienen tu un una unos y ya resume resumen compara"
                    + " comparación diferencia mejor");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Analyzer analyzer;
    private final String letters;
    private final Set<String> commonWords = new HashSet<>();

    Language(String letters, Function<CharArraySet, Analyzer> analyzer, CharArraySet usual, String more) {
        usual.forEach(word -> commonWords.add(new String((char[]) word)));
        commonWords.addAll(Arrays.asList(more.split(" ")));
        this.analyzer = analyzer.apply(CharArraySet.EMPTY_SET);
        this.letters = letters;
    }

    /** The one with the most common words in the text. */
    public static Language of(String text) {
        List<String> words = words(text);
        return Arrays.stream(values())
                .max(Comparator.comparingLong((Language language) -> words.stream()
                                .filter(language.commonWords::contains)
                                .count())
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(ENGLISH);
    }

    /** Whether a text has letters that the other languages do without. */
    boolean writes(String text) {
        return text.toLowerCase(Locale.ROOT).chars().anyMatch(letter -> letters.indexOf(letter) >= 0);
    }

    /** The words of a text, in lower case. */
    public static List<String> words(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Whether the word says nothing of what a text is about. */
    public boolean isCommon(String word) {
        return commonWords.contains(word);
    }

    /** Whether it makes long words of short ones. */
    public boolean compounds() {
        return this == GERMAN;
    }

    /** The stems of all words, in their order. */
    public List<String> stems(String text) {
        List<String> stems = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream("", text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                stems.add(term.toString());
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stems;
    }

    public Analyzer analyzer() {
        return analyzer;
    }
}
