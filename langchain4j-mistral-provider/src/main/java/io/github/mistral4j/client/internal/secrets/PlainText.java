package io.github.mistral4j.client.internal.secrets;

import java.util.regex.Pattern;

/** A stranger's words as they may stand in a message or a log line: one line that steers no terminal. */
public final class PlainText {

    /** Control characters, blanks, and what turns the direction of writing. */
    static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\s\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]+");

    private PlainText() {}

    public static String oneLine(String text) {
        if (isPlain(text)) {
            return text;
        }
        return UNSAFE.matcher(text).replaceAll(" ").strip();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** The beginning of it. */
    public static String oneLine(String text, int longest) {
        return oneLine(text.length() > longest ? text.substring(0, longest) + "…" : text);
    }
}
