package io.github.mistral4j.client;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a server's message what the call must not give away: pieces of the key and of header values, and pieces of the
 * input. Works by what the two have in common, so a key that the server shortened or masked in the middle is found as well.
 */
final class Redaction {

    /** Knows nothing to hide. */
    static final Redaction NONE = new Redaction(secrets -> {}, inputs -> {});

    private static final int RANDOM_PIECE = 4;
    private static final int INPUT_PIECE = 10;
    private static final int SECRET_PIECE = 12;
    private static final int SHORTEST_WHOLE = 4;
    private static final int LONGEST_MESSAGE = 4_096;
    private static final String HIDDEN = "[hidden]";
    private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\s]+");
    private static final Pattern LINE_BREAKS = Pattern.compile("\\R");
    private static final Pattern MASKED = Pattern.compile("([\\w-]*)(?:[*\u2022\u2026#]+|\\.{2,}|[xX]{4,})([\\w-]*)");

    private final Consumer<Consumer<String>> secrets;
    private final Consumer<Consumer<String>> inputs;

    Redaction(Consumer<Consumer<String>> secrets, Consumer<Consumer<String>> inputs) {
        this.secrets = secrets;
        this.inputs = inputs;
    }

    String apply(String message) {
        String text = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
        BitSet hidden = new BitSet(text.length());
        Map<String, BitSet> randomPieces = pieces(text, RANDOM_PIECE);
        randomPieces.keySet().removeIf(piece -> !looksRandom(piece));
        Map<String, BitSet> secretPieces = pieces(text, SECRET_PIECE);
        secrets.accept(secret -> {
            mark(randomPieces, RANDOM_PIECE, secret, hidden);
            mark(secretPieces, SECRET_PIECE, secret, hidden);
            whole(text, secret.strip(), hidden);
            besideMasks(text, secret, hidden);
        });
        Map<String, BitSet> inputPieces = pieces(text, INPUT_PIECE);
        inputs.accept(input -> {
            mark(inputPieces, INPUT_PIECE, input, hidden);
            // The message is one line by now, and may hold the line breaks of the input as escapes.
            mark(inputPieces, INPUT_PIECE, BLANKS.matcher(input).replaceAll(" "), hidden);
            LINE_BREAKS.splitAsStream(input).forEach(line -> whole(text, line.strip(), hidden));
        });
        return hidden.isEmpty() ? text : blacken(text, hidden);
    }

    // A short piece of a key is told from an ordinary word by its digits or its mixed case.
    private static boolean looksRandom(String piece) {
        return piece.chars().anyMatch(Character::isDigit)
                || piece.chars().skip(1).anyMatch(Character::isUpperCase)
                        && piece.chars().anyMatch(Character::isLowerCase);
    }

    private static Map<String, BitSet> pieces(String text, int length) {
        Map<String, BitSet> pieces = new HashMap<>();
        for (int i = 0; i + length <= text.length(); i++) {
            pieces.computeIfAbsent(text.substring(i, i + length), key -> new BitSet())
                    .set(i);
        }
        return pieces;
    }

    private static void mark(Map<String, BitSet> pieces, int length, String source, BitSet hidden) {
        for (int i = 0; i + length <= source.length(); i++) {
            BitSet places = pieces.get(source.substring(i, i + length));
            if (places != null) {
                places.stream().forEach(place -> hidden.set(place, place + length));
            }
        }
    }

    private static void whole(String text, String secret, BitSet hidden) {
        if (secret.length() < SHORTEST_WHOLE || secret.length() >= SECRET_PIECE) {
            return;
        }
        for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
            hidden.set(at, at + secret.length());
        }
    }

    // What is left of a key with asterisks or dots in its middle.
    private static void besideMasks(String text, String secret, BitSet hidden) {
        Matcher masks = MASKED.matcher(text);
        while (masks.find()) {
            for (int group = 1; group <= 2; group++) {
                if (masks.end(group) - masks.start(group) > 1 && secret.contains(masks.group(group))) {
                    hidden.set(masks.start(group), masks.end(group));
                }
            }
        }
    }

    private static String blacken(String text, BitSet hidden) {
        StringBuilder out = new StringBuilder(text.length());
        int position = 0;
        while (position < text.length()) {
            int start = hidden.nextSetBit(position);
            if (start < 0) {
                return out.append(text, position, text.length()).toString();
            }
            out.append(text, position, start).append(HIDDEN);
            position = hidden.nextClearBit(start);
        }
        return out.toString();
    }
}
