package io.github.mistral4j.examples.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Common words in several languages, from {@code glossary.txt}. */
final class Glossary {

    static final Glossary BUNDLED = read();

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
                Glossary.class.getResourceAsStream("/search/glossary.txt"), StandardCharsets.UTF_8))) {
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

    boolean knows(String word, Language language) {
        return byStem.get(language).containsKey(String.join(" ", language.stems(word)));
    }

    /** Words for the same in another language, or others for it in its own; the usual ones first. */
    Set<String> translate(String word, Language from, Language to) {
        List<Meaning> meanings = byStem.get(from).getOrDefault(String.join(" ", from.stems(word)), List.of());
        Set<String> found = new LinkedHashSet<>();
        meanings.forEach(meaning -> meaning.in(to).stream().findFirst().ifPresent(found::add));
        meanings.forEach(meaning -> found.addAll(meaning.in(to)));
        if (from == to) {
            found.remove(word);
        }
        return found;
    }
}
