package io.github.mistral4j.examples.standin;

import io.github.mistral4j.examples.language.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a sentence answers a question. One beside the subject of the documents finds sentences as near as one about it. */
enum Trust {
    ANSWERS,
    PERHAPS,
    NO;

    /** The passages were found near enough already, so it is low. */
    private static final double SCORE_NEEDED = 0.46;

    /** Below it about half of what is quoted is no answer. */
    private static final double SURE = 0.54;

    /** A sentence that is less like the question has nothing of it but its headings. */
    private static final double NOTHING_LIKE_IT = 0.15;

    /** When half of what the question says stands in no passage, the sentence has to be as like it as this. */
    private static final double HALF = 0.5;

    private static final double LIKE_ENOUGH = 0.35;
    private static final double QUITE_LIKE = 0.45;

    /** A sentence that answers a question about a thing under another name is very like it. */
    private static final double THE_SAME_BUT_FOR_THE_NAME = 0.6;

    /** ISO, iOS, CO₂, HB-2: what is written like this stands for one thing, and has no other words. */
    private static final Pattern NAME = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(\\p{Lu}{3,}s?|\\p{L}*\\p{Ll}\\p{Lu}\\p{L}*|\\p{Lu}{2,}-?\\p{N}+)(?![\\p{L}\\p{N}])");

    /** Within an English sentence only a name has a capital. */
    private static final Pattern PROPER = Pattern.compile(
            "(?<=[\\p{Ll},] )(?!(January|February|March|April|May|June|July|August|September"
                    + "|October|November|December|\\p{Lu}\\p{Ll}+day|English|German|French|Spanish|Internet|Mr|Mrs|Dr)s?\\b)\\p{Lu}\\p{Ll}{2,}(?: \\p{Lu}[\\p{Ll}\\p{N}]+)*(?![\\p{L}\\p{N}])");

    private static final Pattern EVERY_WORD =
            Pattern.compile("\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+ \\p{Lu}");

    /** Of code, or when the question was translated word by word: likeness says little then. */
    static Trust of(double score) {
        return of(score, 1, 0, true, false, false, false);
    }

    /**
     * @param score of the best sentence, with what its place and its headings add
     * @param likeness of the sentence alone to the question, from -1 to 1
     * @param absent the share of the question's words that stand in no passage
     * @param echoes whether the sentence has a word of the question
     * @param unknownName whether the question names something that no passage names
     * @param missing whether the sentence has nothing of the kind that is asked for
     * @param unknownSomebody whether the question names somebody or some place that no passage names
     */
    static Trust of(
            double score,
            double likeness,
            double absent,
            boolean echoes,
            boolean unknownName,
            boolean missing,
            boolean unknownSomebody) {
        boolean half = absent >= HALF;
        if (missing
                || score < SCORE_NEEDED
                || likeness < NOTHING_LIKE_IT
                || half && !echoes && likeness < LIKE_ENOUGH
                || unknownName && likeness < THE_SAME_BUT_FOR_THE_NAME) {
            return NO;
        }
        boolean another = unknownSomebody && likeness < THE_SAME_BUT_FOR_THE_NAME;
        return another || score < SURE || half && likeness < QUITE_LIKE ? PERHAPS : ANSWERS;
    }

    /** Whether the question has a name, told by its capitals, that no passage has. */
    static boolean namesUnknown(String question, List<PromptPassage> passages) {
        return !question.equals(question.toUpperCase(Locale.ROOT))
                && NAME.matcher(question).results().map(MatchResult::group).anyMatch(name -> isUnknown(name, passages));
    }

    /** The same for a name of a person or a place, of which a part may be known: the asker's own may well be in none. */
    static boolean namesSomebody(String question, List<PromptPassage> passages) {
        return !EVERY_WORD.matcher(question).find()
                && PROPER.matcher(question)
                        .results()
                        .anyMatch(
                                name -> Arrays.stream(name.group().split(" ")).noneMatch(word -> isIn(passages, word)));
    }

    private static boolean isIn(List<PromptPassage> passages, String word) {
        return passages.stream()
                .map(PromptPassage::everything)
                .anyMatch(spelling(word).asPredicate());
    }

    private static boolean isUnknown(String name, List<PromptPassage> passages) {
        String word = name.replaceFirst("(?<=\\p{Lu})s$", "");
        return Arrays.stream(Language.values()).noneMatch(language -> language.isCommon(word.toLowerCase(Locale.ROOT)))
                && !isIn(passages, word);
    }

    /** Also as HB 2, hb-2 or HB2. */
    private static Pattern spelling(String name) {
        return Pattern.compile(name.replaceAll("[^\\p{L}\\p{N}]", "")
                .codePoints()
                .mapToObj(letter -> Pattern.quote(Character.toString(letter)))
                .collect(Collectors.joining("[-_. ]?", "(?iu)(?<![\\p{L}\\p{N}])", "")));
    }
}
