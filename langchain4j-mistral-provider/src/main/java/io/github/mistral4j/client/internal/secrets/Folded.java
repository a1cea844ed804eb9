package io.github.mistral4j.client.internal.secrets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The letters and digits of a text in lower case, without what servers and gateways escape them with, and where each stood. */
final class Folded {

    // Of JSON (perhaps twice), of an address, of HTML.
    private static final Pattern ESCAPE = Pattern.compile("\\\\+(?:u([0-9A-Fa-f]{4})|[nrtbf])"
            + "|%([0-9A-Fa-f]{2})|&(?:#[xX]([0-9A-Fa-f]{1,4})|#([0-9]{1,5})|[a-z]{2,6});");
    private static final int FULL_WIDTH_FIRST = 0xFF01;
    private static final int FULL_WIDTH_LAST = 0xFF5E;
    private static final int FULL_WIDTH = 0xFEE0;

    private final char[] letters;
    private final int[] starts;
    private final int[] ends;
    private int length;

    private Folded(int most) {
        letters = new char[most];
        starts = new int[most];
        ends = new int[most];
    }

    static Folded of(String text) {
        Folded folded = new Folded(text.length());
        int position = 0;
        if (text.indexOf('\\') >= 0 || text.indexOf('%') >= 0 || text.indexOf('&') >= 0) {
            for (Matcher escape = ESCAPE.matcher(text); escape.find(); position = escape.end()) {
                folded.plain(text, position, escape.start());
                int hexGroup = escape.group(1) != null ? 1 : escape.group(2) != null ? 2 : 3;
                if (escape.group(hexGroup) != null) {
                    folded.add((char) Integer.parseInt(escape.group(hexGroup), 16), escape.start(), escape.end());
                } else if (escape.group(4) != null) {
                    folded.add((char) Integer.parseInt(escape.group(4)), escape.start(), escape.end());
                }
            }
        }
        folded.plain(text, position, text.length());
        return folded;
    }

    private void plain(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            add(text.charAt(i), i, i + 1);
        }
    }

    private void add(char c, int start, int end) {
        char narrow = c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST ? (char) (c - FULL_WIDTH) : c;
        if (Character.isLetterOrDigit(narrow)) {
            letters[length] = Character.toLowerCase(narrow);
            starts[length] = start;
            ends[length++] = end;
        }
    }

    /** What is left of it. */
    String text() {
        return new String(letters, 0, length);
    }

    /** Where a letter of it begins in the text that it is of. */
    int start(int letter) {
        return starts[letter];
    }

    /** Where it ends there. */
    int end(int letter) {
        return ends[letter];
    }
}
