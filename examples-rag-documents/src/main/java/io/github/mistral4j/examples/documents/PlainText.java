package io.github.mistral4j.examples.documents;

import java.util.regex.Pattern;

/**
 * Text without what a terminal or a browser would obey instead of showing: escape sequences, control characters, characters that turn
 * the direction of writing, and invisible tags.
 */
public final class PlainText {

    private static final Pattern SEQUENCE = Pattern.compile("(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]"
            + "|(?:\u001b[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\\\|\u009c)"
            + "|\u001b[ -/]*[0-Z\\\\^-~]");
    private static final Pattern SEPARATOR = Pattern.compile("[\u000b\f\u0085\u2028\u2029]");
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}&&[^\n\r\t]]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufdd0-\ufdef\ufeff]"
                    + "|[\\x{E0000}-\\x{E007F}]");
    private static final Pattern LINES = Pattern.compile("[\n\r\t]+");

    private PlainText() {}

    /** Line breaks and tabs stay. */
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        String without = SEQUENCE.matcher(text).replaceAll("");
        return CONTROL.matcher(SEPARATOR.matcher(without).replaceAll(" ")).replaceAll("");
    }

    /** The same on one line, for names and titles. */
    public static String line(String text) {
        return LINES.matcher(of(text)).replaceAll(" ");
    }

    /** Whether there is nothing to read: no letter and no digit. Spaces that do not break and invisible signs are no text. */
    static boolean isEmpty(String text) {
        return text.codePoints().noneMatch(Character::isLetterOrDigit);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ordinary = c >= ' ' && c < 0x7f || c == '\n' || c == '\r' || c == '\t';
            if (!ordinary && !(c > 0xa0 && c < 0x61c)) {
                return false;
            }
        }
        return true;
    }
}
