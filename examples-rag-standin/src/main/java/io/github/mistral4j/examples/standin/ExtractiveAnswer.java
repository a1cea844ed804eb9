package io.github.mistral4j.examples.standin;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.store.embedding.CosineSimilarity;
import io.github.mistral4j.examples.language.Glossary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private static final Pattern WANTS_STEPS =
            Pattern.compile("(?i)\\b(how (do|can|should) (i|we|you)|what (do|can|should|must) i do|what now)\\b");
    private static final Pattern DEPENDS_ON_BEFORE = Pattern.compile(
            "(?i)^(and|but|or|what about|how about)\\b|\\b(it|its|that|this|them|they|those|these|one|ones|again)\\b");
    private static final Pattern NEXT_QUESTION = Pattern.compile("(?iU)(?<=\\?)\\s+"
            + "|(?<=\\w{3} \\w{1,20} \\w{1,20}),? and (?=(how (much|many|long|often)|when|where|who) \\w+ \\w+ \\w+)");
    private static final Pattern COURTESY =
            Pattern.compile("(?i)^(thanks?|thank you|hello|hi|good (morning|evening)|bye|goodbye|great|ok)\\b");
    private static final double KEYWORD_WEIGHT = 0.4;
    private static final double CODE_BONUS = 0.15;
    private static final double WANTED_BONUS = 0.15;
    private static final double NAME_BONUS = 0.15;

    /** The passages come with the most relevant first; of the others less. */
    private static final double FIRST_PASSAGE = 0.08;

    private static final String UNSURE = "No sentence says so outright. The nearest: ";

    /** Nearer than this to the best one, a second sentence is quoted as well. */
    private static final double CLEARLY_BEST = 0.03;

    /** A sentence that is further behind is not about the same, whatever it says. */
    private static final double SAME_SUBJECT = 0.6;

    private static final double BEHIND_BEST = 0.10;
    private static final int FEW = 2;
    private static final int SEVERAL = 3;
    private static final int MANY = 8;
    private static final String OTHERWISE = "\nAnother document says otherwise: ";

    record Scored(Unit unit, double score) {}

    private ExtractiveAnswer() {}

    static String to(String prompt, Form form) {
        String followUp = PromptPassage.element(prompt, "follow_up");
        if (!followUp.isEmpty()) {
            return rewrite(PromptPassage.element(prompt, "conversation"), followUp);
        }
        List<PromptPassage> passages = PromptPassage.in(prompt);
        return passages.isEmpty() ? NO_MODEL : quoteEach(PromptPassage.element(prompt, "question"), passages, form);
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

    /** A follow-up comes behind the question before it; what answers each is quoted. */
    private static String quoteEach(String asked, List<PromptPassage> passages, Form form) {
        String spelt = Spelling.mend(asked);
        String question = Glossary.inEnglish(spelt);
        boolean translated = !question.equals(spelt);
        List<String> quotes = NEXT_QUESTION
                .splitAsStream(question)
                .map(one -> quote(one, translated, passages, form))
                .distinct()
                .filter(quote -> !quote.equals(NOTHING_FOUND))
                .toList();
        return quotes.isEmpty() ? NOTHING_FOUND : String.join(" ", quotes);
    }

    private static String quote(String question, boolean translated, List<PromptPassage> passages, Form form) {
        List<Unit> units = passages.stream()
                .flatMap(passage -> Unit.of(passage).stream())
                .distinct()
                .toList();
        Keywords keywords =
                new Keywords(question, units.stream().map(Unit::alone).toList());
        Wanted wanted = Wanted.by(question);
        List<Scored> scored = score(question, units, keywords, wanted, form);
        if (scored.isEmpty()) {
            return NOTHING_FOUND;
        }
        if (form == Form.LIST) {
            return list(Gist.of(scored, passages, keywords));
        }
        Trust trust = translated || scored.get(0).unit().isCode()
                ? Trust.of(scored.get(0).score())
                : trust(question, scored.get(0), units, passages, keywords);
        if (trust != Trust.ANSWERS) {
            return trust == Trust.NO
                    ? NOTHING_FOUND
                    : UNSURE + mark(scored.get(0).unit());
        }
        if (form == Form.STEPS) {
            List<Unit> facts = near(scored, BEHIND_BEST).limit(MANY).toList();
            return list(facts) + otherwise(scored, facts, keywords, wanted);
        }
        Unit best = scored.get(0).unit();
        if (best.isCode()) {
            return mark(best);
        }
        if (WANTS_STEPS.matcher(question).find()) {
            return marked(near(scored, BEHIND_BEST).limit(SEVERAL).toList());
        }
        List<Unit> quoted = near(scored, CLEARLY_BEST)
                .filter(unit -> unit == best || isAsGood(unit, best, keywords, wanted))
                .limit(FEW)
                .toList();
        return marked(quoted) + otherwise(scored, quoted, keywords, wanted);
    }

    private static String otherwise(List<Scored> scored, List<Unit> quoted, Keywords keywords, Wanted wanted) {
        Unit best = scored.get(0).unit();
        return near(scored, SAME_SUBJECT)
                .filter(unit -> !quoted.contains(unit) && contradicts(unit, best, keywords, wanted))
                .findFirst()
                .map(unit -> OTHERWISE + mark(unit))
                .orElse("");
    }

    private static Trust trust(
            String question, Scored best, List<Unit> units, List<PromptPassage> passages, Keywords keywords) {
        List<Embedding> both =
                LocalEmbeddings.embed(List.of(question, best.unit().whole()));
        return Trust.of(
                best.score(),
                CosineSimilarity.between(both.get(0), both.get(1)),
                keywords.absent(units.stream().map(Unit::inContext).toList()),
                !keywords.shared(best.unit().text()).isEmpty(),
                Trust.namesUnknown(question, passages),
                Wanted.by(question).isMissingIn(best.unit().whole()),
                Trust.namesSomebody(question, passages));
    }

    private static Stream<Unit> near(List<Scored> scored, double distance) {
        double needed = scored.get(0).score() - distance;
        return scored.stream().filter(unit -> unit.score() >= needed).map(Scored::unit);
    }

    /** It has the words of the question that the best one has, and a quantity of the kind that is asked for. */
    private static boolean isAsGood(Unit unit, Unit best, Keywords keywords, Wanted wanted) {
        return !unit.isCode()
                && keywords.shared(unit.inContext()).containsAll(keywords.shared(best.inContext()))
                && (wanted.isIn(unit.text()) || !wanted.isIn(best.text()))
                && !wanted.differs(best.text(), unit.text());
    }

    /** It stands in another document, speaks of the same and gives another number. */
    private static boolean contradicts(Unit unit, Unit best, Keywords keywords, Wanted wanted) {
        String subject = keywords.subject();
        return !unit.file().equals(best.file())
                && !subject.isEmpty()
                && keywords.shared(unit.inContext()).contains(subject)
                && (wanted.differs(best.text(), unit.text()) || wanted.replaces(best.text(), unit.text()));
    }

    private static String list(List<Unit> units) {
        return once(units)
                .map(unit -> (unit.isCode() || units.size() == 1 ? "" : "- ") + mark(unit))
                .collect(Collectors.joining("\n"));
    }

    /** Without those that another one begins with. */
    private static Stream<Unit> once(List<Unit> units) {
        return units.stream()
                .filter(unit -> units.stream()
                        .noneMatch(other -> other.passage() == unit.passage()
                                && other.before().equals(unit.text())));
    }

    private static String marked(List<Unit> units) {
        return once(units).map(ExtractiveAnswer::mark).collect(Collectors.joining(" "));
    }

    private static String mark(Unit unit) {
        return unit.whole() + (unit.isCode() ? "\n[" : " [") + unit.passage() + "]";
    }

    private static List<Scored> score(String question, List<Unit> units, Keywords keywords, Wanted wanted, Form form) {
        List<Embedding> embeddings =
                LocalEmbeddings.embed(units.stream().map(Unit::inContext).toList());
        Embedding asked = LocalEmbeddings.embed(List.of(question)).get(0);
        String lowerCase = question.toLowerCase(Locale.ROOT);
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            double score = CosineSimilarity.between(asked, embeddings.get(i))
                    + KEYWORD_WEIGHT * keywords.score(unit.inContext())
                    + (wanted != Wanted.ANYTHING && wanted.isIn(unit.whole()) ? WANTED_BONUS : 0)
                    + NAME_BONUS * named(unit, keywords)
                    + codeBonus(unit, form == Form.CODE, lowerCase)
                    + FIRST_PASSAGE / unit.passage();
            scored.add(new Scored(unit, score));
        }
        scored.sort(Comparator.comparingDouble(Scored::score).reversed());
        return scored;
    }

    /**
     * Whether a row of a table is about the very thing, alone or in a list: "Base, Leaf", and not "battery of the Base". 2 when the
     * question has more than one word of its name.
     */
    private static int named(Unit unit, Keywords keywords) {
        return Arrays.stream(unit.name().split(",| and | or |/"))
                .filter(keywords::areAllOf)
                .mapToInt(item -> Math.min(2, keywords.shared(item).size()))
                .max()
                .orElse(0);
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
