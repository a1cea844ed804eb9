package io.github.mistral4j.examples.eval;

import io.github.mistral4j.examples.documents.Passage;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Whether a text holds what it should, whatever its spaces and markup are. */
final class TextMatch {

    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");
    private static final Pattern SPACE_AND_MARKUP = Pattern.compile("[\\s\\u00a0\\u202f|*`#\\\\]+");
    private static final Pattern ODD_SPACE = Pattern.compile("[\\s\\u00a0\\u202f*`]+");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)[,'’ ](?=\\d{3}(?!\\d))");
    private static final Pattern TOKEN = Pattern.compile("\\p{L}+|\\d+(?:[.,]\\d+)*|\\S");

    private TextMatch() {}

    /** A table row of a web page is the same as that of a Markdown file. */
    static boolean holds(Passage passage, GoldenQuestion.Source source) {
        if (!passage.file().equals(source.file())) {
            return false;
        }
        String wanted = source.contains();
        if (source.file().matches(".*\\.html?")) {
            wanted = Parser.unescapeEntities(TAG.matcher(wanted).replaceAll(""), false);
        }
        return bare(passage.text()).contains(bare(wanted));
    }

    /**
     * Without regard to case, white space and thousands separators. What is wanted starts where a word or number starts ("two" is
     * not in "network"), and a number ends where it ends; a word may go on ("siren", "sirens").
     */
    static boolean contains(String text, String wanted) {
        String plain =
                THOUSANDS.matcher(ODD_SPACE.matcher(text).replaceAll(" ")).replaceAll("");
        return pattern(wanted).matcher(plain).find();
    }

    private static Pattern pattern(String wanted) {
        StringBuilder pattern = new StringBuilder();
        String plain =
                THOUSANDS.matcher(ODD_SPACE.matcher(wanted).replaceAll(" ")).replaceAll("");
        Matcher token = TOKEN.matcher(plain);
        String last = "";
        while (token.find()) {
            last = token.group();
            pattern.append(pattern.isEmpty() ? start(last) : " *").append(Pattern.quote(last));
        }
        if (!last.isEmpty() && Character.isDigit(last.charAt(last.length() - 1))) {
            pattern.append("(?![.,]?\\d)");
        }
        return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String start(String token) {
        char first = token.charAt(0);
        if (Character.isDigit(first)) {
            return "(?<![\\p{L}\\d])(?<!\\d[.,])";
        }
        return Character.isLetter(first) ? "(?<![\\p{L}\\d])" : "";
    }

    private static String bare(String text) {
        return SPACE_AND_MARKUP.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
