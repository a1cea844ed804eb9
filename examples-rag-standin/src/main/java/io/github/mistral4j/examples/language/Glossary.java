package io.github.mistral4j.examples.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Common words in several languages, from {@code glossary.txt}. */
public final class Glossary {

    private static final int LONG = 25;
    private static final double COMMON = 1;
    private static final double KNOWN = 0.6;
    private static final int SHORTEST_PART = 4;
    private static final List<String> LINKS = List.of("", "s", "n", "en", "es");

    private static final Glossary BUNDLED = read();

    private final Map<Language, Map<String, List<Meaning>>> byStem = new EnumMap<>(Language.class);

    private record Meaning(List<List<String>> words) {

        List<String> in(Language language) {
            return words.get(language.ordinal());
        }
    }

    private Glossary() {
        for (Language language : Language.values()) {
            byStem.put(language, new HashMap<>());
        }
    }

    private static Glossary read() {
        Glossary glossary = new Glossary();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Glossary.class.getResourceAsStream("/language/glossary.txt"), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(glossary::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return glossary;
    }

    private void add(String line) {
        List<List<String>> words = new ArrayList<>();
        for (String column : line.split("\\|", -1)) {
            words.add(Arrays.stream(column.split(","))
                    .filter(word -> !word.isBlank())
                    .toList());
        }
        Meaning meaning = new Meaning(words);
        for (Language language : Language.values()) {
            for (String word : meaning.in(language)) {
                byStem.get(language)
                        .computeIfAbsent(String.join(" ", language.stems(word)), stem -> new ArrayList<>())
                        .add(meaning);
            }
        }
    }

    public static boolean knows(String word, Language language) {
        return BUNDLED.byStem.get(language).containsKey(String.join(" ", language.stems(word)));
    }

    /** Words for the same in another language, or others for it in its own; the usual ones first. */
    public static Set<String> translate(String word, Language from, Language to) {
        List<Meaning> meanings = BUNDLED.byStem.get(from).getOrDefault(String.join(" ", from.stems(word)), List.of());
        Set<String> found = new LinkedHashSet<>();
        meanings.forEach(meaning -> meaning.in(to).stream().findFirst().ifPresent(found::add));
        meanings.forEach(meaning -> found.addAll(meaning.in(to)));
        if (from == to) {
            found.remove(word);
        }
        return found;
    }

    /** A text word by word in English, for a model that knows no other language; unchanged when it is English. */
    public static String inEnglish(String text) {
        Language language = languageOf(text);
        if (language == Language.ENGLISH || Language.words(text).isEmpty()) {
            return text;
        }
        return Language.words(text).stream()
                .flatMap(word -> inEnglish(word, language).stream())
                .collect(Collectors.joining(" "));
    }

    /** The one that has most of the words among its common ones, or in its glossary, or that alone writes with some of the letters. */
    public static Language languageOf(String text) {
        List<String> words = Language.words(text);
        if (words.size() > LONG) {
            return Language.of(text);
        }
        return Arrays.stream(Language.values())
                .max(Comparator.comparingDouble((Language language) -> words.stream()
                                        .mapToDouble(word -> evidence(word, language))
                                        .sum()
                                + (language.writes(text) ? COMMON : 0))
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(Language.ENGLISH);
    }

    private static double evidence(String word, Language language) {
        boolean known = knows(word, language)
                || !parts(word, part -> knows(part, language)).isEmpty();
        return (language.isCommon(word) ? COMMON : 0) + (known ? KNOWN : 0);
    }

    private static List<String> inEnglish(String word, Language language) {
        List<String> found = List.copyOf(translate(word, language, Language.ENGLISH));
        if (!found.isEmpty()) {
            return List.of(found.get(0));
        }
        List<String> parts = parts(word, part -> knows(part, language));
        return parts.isEmpty()
                ? List.of(word)
                : parts.stream()
                        .flatMap(part -> inEnglish(part, language).stream())
                        .toList();
    }

    /** Of a compound such as Garantiezeit; empty when it is none. */
    public static List<String> parts(String word, Predicate<String> known) {
        for (int end = word.length() - SHORTEST_PART; end >= SHORTEST_PART; end--) {
            String tail = word.substring(end);
            if (known.test(tail)) {
                for (String link : LINKS) {
                    String head = word.substring(0, end);
                    if (head.endsWith(link) && head.length() - link.length() >= SHORTEST_PART) {
                        String bare = head.substring(0, head.length() - link.length());
                        if (known.test(bare)) {
                            return List.of(bare, tail);
                        }
                    }
                }
            }
        }
        return List.of();
    }
}
