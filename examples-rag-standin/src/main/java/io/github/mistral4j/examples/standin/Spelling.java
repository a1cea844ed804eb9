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
 * Mends a misspelt English word that the embedding model reads in pieces, when one letter makes one of it that it knows: a language
 * model reads over such mistakes.
 */
final class Spelling {

    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\p{N}._/@-])\\p{Ll}{5,}(?![\\p{L}\\p{N}_/@'(-]|\\.\\p{L})");
    private static final Pattern ENDING = Pattern.compile("(s|es|d|ed|r|er|or|ers|ing|ly|able|ment|ness|less|al)$");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final int SHORTEST = 4;
    private static final int BROKEN = 3;
    /** A rare word may end in another way than a usual one: chlorine, chloride. */
    private static final int END = 2;

    /** The earlier in the list of a model's words, the more usual. */
    private static final Map<String, Integer> KNOWN = read();

    private Spelling() {}

    static String mend(String question) {
        return Glossary.languageOf(question) == Language.ENGLISH
                ? WORD.matcher(question).replaceAll(word -> mended(word.group()))
                : question;
    }

    private static String mended(String word) {
        String stem = ENDING.matcher(word).replaceFirst("");
        return isBroken(word) && isBroken(stem) && isBroken(stem + "e")
                ? near(word).stream()
                        .filter(other -> other.length() > SHORTEST && KNOWN.containsKey(other))
                        .min(Comparator.comparing((String other) -> other.charAt(0) != word.charAt(0))
                                .thenComparing(KNOWN::get))
                        .orElse(word)
                : word;
    }

    /** Whether the model reads it in three pieces or more: rare words such as "warranty" and "logger" are two. */
    private static boolean isBroken(String word) {
        int pieces = 0;
        for (int from = 0; from < word.length(); pieces++) {
            int to = word.length();
            while (to > from && !KNOWN.containsKey((from == 0 ? "" : "##") + word.substring(from, to))) {
                to--;
            }
            if (to == from) {
                return false;
            }
            from = to;
        }
        return pieces >= BROKEN;
    }

    /** With a letter less, more or changed before its end, and with two that follow each other in the other order. */
    private static List<String> near(String word) {
        List<String> near = new ArrayList<>();
        for (int i = 0; i < word.length() - 1; i++) {
            String before = word.substring(0, i);
            String after = word.substring(i);
            near.add(before + after.charAt(1) + after.charAt(0) + after.substring(2));
            if (after.length() <= END) {
                continue;
            }
            near.add(before + after.substring(1));
            for (char letter : LETTERS.toCharArray()) {
                near.add(before + letter + after);
                near.add(before + letter + after.substring(1));
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
