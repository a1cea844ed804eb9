package io.github.mistral4j.examples.standin;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.store.embedding.CosineSimilarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Answers a prompt of this application by quoting: the pieces of its passages that are most like the question, each with the mark
 * of its passage. No word is generated.
 */
final class ExtractiveAnswer {

    static final String NOTHING_FOUND = "Not in these documents.";

    static final String NO_MODEL = "This is the stand-in: no language model is running here, so there is nobody to chat with. "
            + "Ask something about the documents; the answer will be quoted from them.";

    static final String NO_EYES = "This is the stand-in: no language model is running here, so nobody can look at the image. ";

    private static final Pattern WANTS_MANY =
            Pattern.compile("(?i)\\b(summar|sum up|sum that up|overview|list|rules|points|compare|agree|explain|why)");
    private static final Pattern WANTS_CODE =
            Pattern.compile("(?i)\\b(code|curl|python|java|javascript|json|function|script|command)\\b");
    private static final Pattern DEPENDS_ON_BEFORE = Pattern.compile(
            "(?i)^(and|but|or|what about|how about)\\b|\\b(it|its|that|this|them|they|those|these|one|ones|again)\\b");
    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}.]+");
    private static final double OVERLAP_WEIGHT = 0.25;
    private static final double BEST_NEEDED = 0.42;
    private static final double BEHIND_BEST = 0.10;
    private static final int FEW = 3;
    private static final int MANY = 6;

    private record Scored(Unit unit, double score) {}

    private ExtractiveAnswer() {}

    static String to(String prompt) {
        String followUp = PromptPassage.element(prompt, "follow_up");
        if (!followUp.isEmpty()) {
            return rewrite(PromptPassage.element(prompt, "conversation"), followUp);
        }
        List<PromptPassage> passages = PromptPassage.in(prompt);
        return passages.isEmpty() ? NO_MODEL : quote(PromptPassage.element(prompt, "question"), passages);
    }

    /** A language model would write the question anew; all that can be done without one is to repeat the one before. */
    private static String rewrite(String conversation, String followUp) {
        String before = conversation.lines()
                .filter(line -> line.startsWith("User: "))
                .reduce((first, second) -> second)
                .map(line -> line.substring("User: ".length()))
                .orElse("");
        return DEPENDS_ON_BEFORE.matcher(followUp).find() ? (before + " " + followUp).strip() : followUp;
    }

    private static String quote(String question, List<PromptPassage> passages) {
        List<Unit> units = passages.stream()
                .flatMap(passage -> Unit.of(passage).stream())
                .distinct()
                .toList();
        List<Scored> scored = score(question, units);
        if (scored.isEmpty() || scored.get(0).score() < BEST_NEEDED) {
            return NOTHING_FOUND;
        }
        boolean many = WANTS_MANY.matcher(question).find();
        double needed = many ? BEST_NEEDED : scored.get(0).score() - BEHIND_BEST;
        List<Unit> best = scored.stream()
                .filter(unit -> unit.score() >= needed)
                .limit(many ? MANY : FEW)
                .map(Scored::unit)
                .toList();
        return best.stream()
                .map(unit -> unit.isCode()
                        ? unit.text() + "\n[" + unit.passage() + "]"
                        : (many ? "- " : "") + unit.text() + " [" + unit.passage() + "]")
                .collect(Collectors.joining(many || best.stream().anyMatch(Unit::isCode) ? "\n" : " "));
    }

    private static List<Scored> score(String question, List<Unit> units) {
        List<String> texts = new ArrayList<>();
        texts.add(question);
        units.forEach(unit -> texts.add(unit.heading().replaceFirst(".* > ", "") + ": " + unit.text()));
        List<Embedding> embeddings = LocalEmbeddings.embed(texts);
        boolean wantsCode = WANTS_CODE.matcher(question).find();
        Set<String> words = words(question);
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            Set<String> shared = words(texts.get(i + 1));
            shared.retainAll(words);
            double overlap = words.isEmpty() ? 0 : (double) shared.size() / words.size();
            double score = CosineSimilarity.between(embeddings.get(0), embeddings.get(i + 1))
                    + OVERLAP_WEIGHT * overlap
                    + (wantsCode && units.get(i).isCode() ? 0.1 : 0);
            scored.add(new Scored(units.get(i), score));
        }
        scored.sort(Comparator.comparingDouble(Scored::score).reversed());
        return scored;
    }

    /** Words of four letters and more, cut to six, so that plural and past tense do not matter; and all numbers and codes. */
    private static Set<String> words(String text) {
        return Arrays.stream(WORD.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> word.length() > 3 || word.chars().anyMatch(Character::isDigit))
                .map(word -> word.length() > 6 ? word.substring(0, 6) : word)
                .collect(Collectors.toSet());
    }
}
