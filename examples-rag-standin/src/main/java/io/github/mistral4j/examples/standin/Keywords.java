package io.github.mistral4j.examples.standin;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of a question, and how much each tells: the fewer of the texts have it, the more. */
final class Keywords {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}.]+|\\.(?=\\s|$)");
    private static final int SHORTEST = 3;
    private static final int STEM = 6;
    private static final int SHORTEST_PART = 5;

    /** Words of questions, not of subjects. */
    private static final Set<String> COMMON =
            Set.of(("the and for are does did can may how what which who when where why not with"
                            + " that this there from have has should will would must much many long was were show write give tell list"
                            + " agree document documents summarise summarize overview explain code point points short your you our any all one per buy today")
                    .split(" "));

    private final Map<String, Double> weights = new HashMap<>();
    private final Set<String> parts;
    private final String subject;

    Keywords(String question, List<String> texts) {
        subject = stream(question).map(Keywords::cut).findFirst().orElse("");
        parts = stream(question).filter(word -> word.length() >= SHORTEST_PART).collect(Collectors.toSet());
        List<Set<String>> words = texts.stream().map(this::wordsAndParts).toList();
        for (String word : words(question)) {
            long having = words.stream().filter(text -> text.contains(word)).count();
            weights.put(word, 1 + Math.log(1 + (texts.size() - having + 0.5) / (having + 0.5)));
        }
    }

    /** From 0, no word of the question, to 1, all of them. */
    double score(String text) {
        double all = weights.values().stream().mapToDouble(weight -> weight).sum();
        Set<String> shared = shared(text);
        return all == 0
                ? 0
                : shared.stream()
                                .mapToDouble(word -> weights.getOrDefault(word, 0.0))
                                .sum()
                        / all;
    }

    /** From 0 to 1, how much of the question stands in none of the texts. */
    double absent(List<String> texts) {
        double all = weights.values().stream().mapToDouble(weight -> weight).sum();
        Set<String> left = new HashSet<>(weights.keySet());
        texts.forEach(text -> left.removeAll(shared(text)));
        return all == 0 ? 0 : left.stream().mapToDouble(weights::get).sum() / all;
    }

    /** The words of the question that a text has. */
    Set<String> shared(String text) {
        Set<String> words = wordsAndParts(text);
        words.retainAll(weights.keySet());
        return words;
    }

    /** The first word of the question that says what it is about; empty when there is none. */
    String subject() {
        return subject;
    }

    /** Whether a text has words and the question has all of them. */
    boolean areAllOf(String text) {
        Set<String> words = words(text);
        return !words.isEmpty() && weights.keySet().containsAll(words);
    }

    /** Cut to six letters, so that plural and past tense do not matter. */
    private static Set<String> words(String text) {
        return stream(text).map(Keywords::cut).collect(Collectors.toSet());
    }

    /** With the words of the question that are a part of a longer one: Fenster in Schlafzimmerfenster. */
    private Set<String> wordsAndParts(String text) {
        Set<String> words = words(text);
        stream(text)
                .forEach(word -> parts.stream()
                        .filter(part -> word.length() > part.length() && (word.endsWith(part) || word.startsWith(part)))
                        .forEach(part -> words.add(cut(part))));
        return words;
    }

    private static String cut(String word) {
        return word.length() > STEM ? word.substring(0, STEM) : word;
    }

    private static Stream<String> stream(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !COMMON.contains(word))
                .filter(word -> word.length() >= SHORTEST || word.chars().anyMatch(Character::isDigit));
    }
}
