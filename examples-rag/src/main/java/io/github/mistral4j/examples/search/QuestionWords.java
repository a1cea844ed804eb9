package io.github.mistral4j.examples.search;

import io.github.mistral4j.examples.language.Glossary;
import io.github.mistral4j.examples.language.Language;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a question asks about, as words that passages in any language can be searched for. */
record QuestionWords(List<QuestionWord> words) {

    /** @param documents a long word that they do not have is looked at for its parts */
    static QuestionWords of(String question, Vocabulary documents) {
        Language language = Glossary.languageOf(question);
        List<QuestionWord> words = new ArrayList<>();
        for (String word : new LinkedHashSet<>(Language.words(question))) {
            boolean says = word.length() > 1 || Character.isDigit(word.charAt(0));
            if (says && !language.isCommon(word)) {
                words.add(word(word, language, documents));
            }
        }
        return new QuestionWords(words);
    }

    private static QuestionWord word(String word, Language from, Vocabulary documents) {
        Map<Language, Set<String>> stems = new EnumMap<>(Language.class);
        Map<Language, Set<String>> others = new EnumMap<>(Language.class);
        List<String> parts = Glossary.parts(
                word,
                part -> Glossary.knows(part, from)
                        || from.stems(part).stream().anyMatch(stem -> documents.knows(from, stem)));
        for (Language to : Language.values()) {
            Set<String> own = new LinkedHashSet<>(to.stems(word));
            stems.put(to, own);
            Set<String> same = new LinkedHashSet<>();
            Glossary.translate(word, from, to).forEach(other -> same.addAll(content(other, to)));
            for (String part : parts) {
                same.addAll(to.stems(part));
                Glossary.translate(part, from, to).forEach(other -> same.addAll(content(other, to)));
            }
            if (to == from) {
                own.forEach(stem -> same.addAll(documents.kin(to, stem)));
                if (!Glossary.knows(word, from)) {
                    own.forEach(stem -> same.addAll(documents.misspelt(to, stem)));
                }
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
}
