package io.github.mistral4j.examples.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a question asks about, as words that passages in any language can be searched for. */
record QuestionWords(Language language, List<QuestionWord> words) {

    private static final int FEW = 4;
    private static final int SHORTEST_PART = 4;
    private static final List<String> LINKS = List.of("", "s", "n", "en", "es");

    /** @param known whether the documents in a language have a stem; a long word without is looked at for its parts */
    static QuestionWords of(String question, BiPredicate<Language, String> known) {
        Language language = language(question);
        List<QuestionWord> words = new ArrayList<>();
        for (String word : new LinkedHashSet<>(Language.words(question))) {
            boolean says = word.length() > 1 || Character.isDigit(word.charAt(0));
            if (says && !language.isCommon(word)) {
                words.add(word(word, language, known));
            }
        }
        return new QuestionWords(language, words);
    }

    /** The question word by word in English, for an embedding model that knows no other language. */
    static String inEnglish(String question) {
        Language language = language(question);
        if (language == Language.ENGLISH) {
            return question;
        }
        return Language.words(question).stream()
                .flatMap(word -> inEnglish(word, language).stream())
                .collect(Collectors.joining(" "));
    }

    /** A few words without a common one among them are of the language whose glossary knows most of them. */
    private static Language language(String question) {
        Language language = Language.of(question);
        List<String> words = Language.words(question);
        return words.size() > FEW || words.stream().anyMatch(language::isCommon)
                ? language
                : Arrays.stream(Language.values())
                        .max(Comparator.comparingLong((Language other) -> words.stream()
                                        .filter(word -> Glossary.BUNDLED.knows(word, other)
                                                || !parts(word, part -> Glossary.BUNDLED.knows(part, other))
                                                        .isEmpty())
                                        .count())
                                .thenComparing(Comparator.reverseOrder()))
                        .orElse(language);
    }

    private static List<String> inEnglish(String word, Language language) {
        List<String> found = List.copyOf(Glossary.BUNDLED.translate(word, language, Language.ENGLISH));
        if (!found.isEmpty()) {
            return List.of(found.get(0));
        }
        List<String> parts = parts(word, part -> Glossary.BUNDLED.knows(part, language));
        return parts.isEmpty()
                ? List.of(word)
                : parts.stream()
                        .flatMap(part -> inEnglish(part, language).stream())
                        .toList();
    }

    private static QuestionWord word(String word, Language from, BiPredicate<Language, String> known) {
        Map<Language, Set<String>> stems = new EnumMap<>(Language.class);
        Map<Language, Set<String>> others = new EnumMap<>(Language.class);
        List<String> parts = parts(
                word,
                part -> Glossary.BUNDLED.knows(part, from)
                        || from.stems(part).stream().anyMatch(stem -> known.test(from, stem)));
        for (Language to : Language.values()) {
            Set<String> own = new LinkedHashSet<>(to.stems(word));
            stems.put(to, own);
            Set<String> same = new LinkedHashSet<>();
            Glossary.BUNDLED.translate(word, from, to).forEach(other -> same.addAll(content(other, to)));
            for (String part : parts) {
                same.addAll(to.stems(part));
                Glossary.BUNDLED.translate(part, from, to).forEach(other -> same.addAll(content(other, to)));
            }
            same.removeAll(own);
            others.put(to, same);
        }
        return new QuestionWord(word, stems, others);
    }

    private static List<String> content(String words, Language language) {
        return Language.words(words).stream()
                .filter(word -> !language.isCommon(word))
                .flatMap(word -> language.stems(word).stream())
                .toList();
    }

    /** Of a compound such as Garantiezeit; empty when it is none. */
    private static List<String> parts(String word, Predicate<String> known) {
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
