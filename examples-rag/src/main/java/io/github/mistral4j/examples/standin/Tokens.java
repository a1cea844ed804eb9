package io.github.mistral4j.examples.standin;

import java.util.ArrayList;
import java.util.List;

/** Pieces of text of about the size of a token; the real tokenizer is not needed to stream and to count roughly. */
final class Tokens {

    private static final int CHARS = 4;

    private Tokens() {}

    static int count(String text) {
        return (text.length() + CHARS - 1) / CHARS;
    }

    /** Cuts before spaces and line breaks, so that the pieces joined are the text again. */
    static List<String> split(String text) {
        if (text.isEmpty()) {
            return List.of("");
        }
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= text.length(); i++) {
            if (i == text.length() || Character.isWhitespace(text.charAt(i))) {
                pieces.add(text.substring(from, i));
                from = i;
            }
        }
        return pieces;
    }
}
