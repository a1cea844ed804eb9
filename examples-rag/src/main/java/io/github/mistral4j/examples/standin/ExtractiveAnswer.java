package io.github.mistral4j.examples.standin;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.store.embedding.CosineSimilarity;
import io.github.mistral4j.examples.answer.KeywordScoringModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Answers a prompt of this application by quoting: the pieces of its passages that are most like the question, each with the mark
 * of its passage. No word is generated.
 */
final class ExtractiveAnswer {

    static final String NOTHING_FOUND = "Not in these documents.";

    static final String NO_MODEL =
            "This is the stand-in: no language model is running here, so there is nobody to chat with. "
                    + "Ask something about the documents; the answer will be quoted from them.";

    static final String NO_EYES =
            "This is the stand-in: no language model is running here, so nobody can look at the image. ";

    private static final Pattern WANTS_SUMMARY = Pattern.compile(
            "(?i)\\b(summar|sum (it|that|this)? ?up|overview|(short )?list of|main points|highlights|gist)");
    private static final Pattern WANTS_MORE = Pattern.compile("(?i)\\b(compare|agree|explain|why|differ|contradict)");
    private static final Pattern WANTS_CODE = Pattern.compile(
            "(?i)\\b(show|write|give|which)\\b.*\\b(code|command|json|function|request|program|script)\\b");
    private static final Pattern DEPENDS_ON_BEFORE = Pattern.compile(
            "(?i)^(and|but|or|what about|how about)\\b|\\b(it|its|that|this|them|they|those|these|one|ones|again)\\b");
    private static final Pattern COURTESY =
            Pattern.compile("(?i)^(thanks?|thank you|hello|hi|good (morning|evening)|bye|goodbye|great|ok)\\b");
    private static final double KEYWORD_WEIGHT = 0.4;
    private static final double CODE_BONUS = 0.15;

    /** Below it most questions of the sample set have no answer, above it most have. */
    private static final double BEST_NEEDED = 0.52;

    private static final double BEHIND_BEST = 0.10;
    private static final int FEW = 3;
    private static final int MANY = 8;

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
        String before = conversation
                .lines()
                .filter(line -> line.startsWith("User: "))
                .reduce((first, second) -> second)
                .map(line -> line.substring("User: ".length()))
                .orElse("");
        boolean depends = DEPENDS_ON_BEFORE.matcher(followUp).find()
                && !COURTESY.matcher(followUp).find();
        return depends ? (before + " " + followUp).strip() : followUp;
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
        List<Unit> best;
        if (WANTS_SUMMARY.matcher(question).find()) {
            // Passages come in the order of their score, so the beginning of the prompt is the heart of the matter.
            best = units.stream().filter(unit -> !unit.isCode()).limit(MANY).toList();
        } else {
            double needed = scored.get(0).score() - BEHIND_BEST;
            best = scored.stream()
                    .filter(unit -> unit.score() >= needed)
                    .limit(
                            scored.get(0).unit().isCode()
                                    ? 1
                                    : WANTS_MORE.matcher(question).find() ? MANY : FEW)
                    .map(Scored::unit)
                    .toList();
        }
        boolean list = best.size() > FEW;
        return best.stream()
                .map(unit -> unit.isCode()
                        ? unit.text() + "\n[" + unit.passage() + "]"
                        : (list ? "- " : "") + unit.text() + " [" + unit.passage() + "]")
                .collect(Collectors.joining(list || best.stream().anyMatch(Unit::isCode) ? "\n" : " "));
    }

    private static List<Scored> score(String question, List<Unit> units) {
        List<String> texts =
                units.stream().map(unit -> unit.context() + ": " + unit.text()).toList();
        List<Embedding> embeddings = LocalEmbeddings.embed(texts);
        Embedding asked = LocalEmbeddings.embed(List.of(question)).get(0);
        List<Double> keywords = KeywordScoringModel.score(texts, question);
        boolean wantsCode = WANTS_CODE.matcher(question).find();
        String lowerCase = question.toLowerCase(Locale.ROOT);
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            double score = CosineSimilarity.between(asked, embeddings.get(i))
                    + KEYWORD_WEIGHT * keywords.get(i)
                    + codeBonus(units.get(i), wantsCode, lowerCase);
            scored.add(new Scored(units.get(i), score));
        }
        scored.sort(Comparator.comparingDouble(Scored::score).reversed());
        return scored;
    }

    private static double codeBonus(Unit unit, boolean wantsCode, String question) {
        if (!unit.isCode()) {
            return 0;
        }
        String language = unit.language().equals("bash") ? "curl" : unit.language();
        boolean named = !language.isEmpty() && question.contains(language);
        return wantsCode || named ? (named ? 2 * CODE_BONUS : CODE_BONUS) : -CODE_BONUS;
    }
}
