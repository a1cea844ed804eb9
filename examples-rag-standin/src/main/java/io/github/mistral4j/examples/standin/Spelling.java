package io.github.mistral4j.examples.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mistral4j.examples.language.Glossary;
import io.github.mistral4j.examples.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Mends a misspelt English word when one letter makes one of it that the embedding model knows: a language model reads over such
 * mistakes, and this one falls into pieces on them.
 */
final class Spelling {

    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\p{N}._/@-])\\p{Ll}{5,}(?![\\p{L}\\p{N}_/@'(-]|\\.\\p{L})");
    private static final Pattern ENDING = Pattern.compile("(s|es|d|ed|r|er|or|ers|ing|ly|able|ment|ness|less|al)$");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final int SHORTEST = 4;

    /** The earlier in the list of a model's words, the more usual. */
    private static final Map<String, Integer> KNOWN = read();

    private Spelling() {}

    static String mend(String question) {
        return Glossary.languageOf(question) == Language.ENGLISH
                ? WORD.matcher(question).replaceAll(word -> mended(word.group()))
                : question;
    }

    private static String mended(String word) {
        return isKnown(word)
                ? word
                : near(word).stream()
                        .filter(other -> other.length() > SHORTEST && KNOWN.containsKey(other))
                        .min(Comparator.comparing((String other) -> other.charAt(0) != word.charAt(0))
                                .thenComparing(KNOWN::get))
                        .orElse(word);
    }

    /** Also as a form of a word that is, or made of two. */
    private static boolean isKnown(String word) {
        String stem = ENDING.matcher(word).replaceFirst("");
        boolean known = KNOWN.containsKey(word) || KNOWN.containsKey(stem) || KNOWN.containsKey(stem + "e");
        for (int i = SHORTEST; !known && i <= word.length() - SHORTEST; i++) {
            known = KNOWN.containsKey(word.substring(0, i)) && KNOWN.containsKey(word.substring(i));
        }
        return known;
    }

    /** With a letter less, more or changed, and with two that follow each other in the other order. */
    private static List<String> near(String word) {
        List<String> near = new ArrayList<>();
        for (int i = 0; i <= word.length(); i++) {
            String before = word.substring(0, i);
            String after = word.substring(i);
            if (!after.isEmpty()) {
                near.add(before + after.substring(1));
            }
            if (after.length() > 1) {
                near.add(before + after.charAt(1) + after.charAt(0) + after.substring(2));
            }
            for (char letter : LETTERS.toCharArray()) {
                near.add(before + letter + after);
                if (!after.isEmpty()) {
                    near.add(before + letter + after.substring(1));
                }
            }
        }
        return near;
    }

    private static Map<String, Integer> read() {
        try (InputStream tokenizer = Spelling.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
            JsonNode words =
                    new ObjectMapper().readTree(tokenizer).path("model").path("vocab");
            Map<String, Integer> known = new HashMap<>();
            words.properties()
                    .forEach(word -> known.put(word.getKey(), word.getValue().intValue()));
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
