package io.github.mistral4j.client.internal.secrets;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a server's message what the call must not give away: pieces of the key and of header values, and pieces of the
 * input. Works by what the two have in common, so a key that the server shortened or masked in the middle is found as well. The
 * time is in proportion to the length of the input.
 */
public final class Redaction {

    private static final int RANDOM_PIECE = 4;
    private static final int INPUT_PIECE = 10;
    private static final int SECRET_PIECE = 12;
    private static final int SHORTEST_WHOLE = 4;
    private static final int TELLING_PIECE = 8;
    private static final int LONGEST_MESSAGE = 4_096;
    private static final int LONGEST_VALUE = 200;
    private static final String HIDDEN = "[hidden]";
    private static final Pattern LINE_BREAKS = Pattern.compile("\\R");
    private static final Pattern DATA_URI = Pattern.compile("data:[\\w/+.-]{0,80};base64,[A-Za-z0-9+/=_-]*");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{24,}=*");
    private static final Pattern MASK = Pattern.compile("[*\u2022\u2026#]+|\\.{2,}|[xX]{4,}");

    private final Consumer<Consumer<String>> secrets;
    private final Consumer<Consumer<String>> inputs;

    public Redaction(Consumer<Consumer<String>> secrets, Consumer<Consumer<String>> inputs) {
        this.secrets = secrets;
        this.inputs = inputs;
    }

    public String apply(String message) {
        String text = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
        Pieces pieces = new Pieces(text);
        Folds folds = new Folds(text, pieces.hidden);
        secrets.accept(pieces::secret);
        secrets.accept(folds::secret);
        for (Matcher media = DATA_URI.matcher(text); media.find(); ) {
            pieces.hidden.set(media.start(), media.end());
        }
        inputs.accept(pieces::input);
        inputs.accept(folds::input);
        return pieces.hidden.isEmpty() ? text : blacken(text, pieces.hidden);
    }

    /** The value of a header that is shown to people; hidden as a whole where it repeats a good piece of a secret. */
    public String value(String value) {
        String shown = PlainText.oneLine(value, LONGEST_VALUE);
        boolean[] tells = {false};
        secrets.accept(secret -> tells[0] |= shareAPiece(shown, secret));
        return tells[0] ? HIDDEN : shown;
    }

    /** As {@link #value}, of an answer that is none: hidden where it repeats a secret in any way of writing it. */
    public String words(String value) {
        String folded = Folded.of(PlainText.oneLine(value, LONGEST_VALUE)).text();
        boolean[] tells = {false};
        secrets.accept(secret -> {
            tells[0] |= shareAPiece(folded, Folded.of(secret).text());
            Encoded.forms(secret, form -> tells[0] |= shareAPiece(folded, form));
        });
        return tells[0] ? HIDDEN : value(value);
    }

    private static boolean shareAPiece(String text, String secret) {
        int length = Math.min(TELLING_PIECE, secret.length());
        if (length < SHORTEST_WHOLE) {
            return false;
        }
        for (int i = 0; i + length <= text.length(); i++) {
            char first = text.charAt(i);
            for (int j = secret.indexOf(first); j >= 0; j = secret.indexOf(first, j + 1)) {
                if (text.regionMatches(i, secret, j, length)) {
                    return true;
                }
            }
        }
        return false;
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

    /** Finds what was escaped, encoded, or written in other letters. */
    private static final class Folds {

        private final Folded text;
        private final Pieces pieces;
        private final BitSet hidden;

        Folds(String text, BitSet hidden) {
            this.text = Folded.of(text);
            this.pieces = new Pieces(this.text.text());
            this.hidden = hidden;
        }

        void secret(String secret) {
            pieces.hidePieces(Folded.of(secret).text(), SECRET_PIECE);
            Encoded.forms(secret, form -> pieces.hidePieces(form, SECRET_PIECE));
            takeOver();
        }

        void input(String input) {
            if (!input.startsWith("data:")) {
                pieces.hidePieces(Folded.of(input).text(), INPUT_PIECE);
                takeOver();
            }
        }

        private void takeOver() {
            for (int start = pieces.hidden.nextSetBit(0); start >= 0; ) {
                int end = pieces.hidden.nextClearBit(start);
                hidden.set(text.start(start), text.end(end - 1));
                start = pieces.hidden.nextSetBit(end);
            }
        }
    }

    /** The pieces of a text, by their length, and which of its characters are hidden. */
    private static final class Pieces {

        private final String text;
        private final BitSet hidden = new BitSet();
        private final Map<Integer, Map<String, List<Integer>>> places = new HashMap<>();

        Pieces(String text) {
            this.text = text;
        }

        void secret(String secret) {
            for (int i = 0; i + RANDOM_PIECE <= secret.length(); i++) {
                String piece = secret.substring(i, i + RANDOM_PIECE);
                if (looksRandom(piece)) {
                    hide(piece);
                }
            }
            hidePieces(secret, SECRET_PIECE);
            whole(secret.strip());
            besideMasks(secret);
        }

        void input(String input) {
            if (input.startsWith("data:")) {
                // Media: too long to look for every piece of it.
                hidePieces(input.substring(0, Math.min(input.length(), LONGEST_MESSAGE)), INPUT_PIECE);
                for (Matcher run = BASE64.matcher(text); run.find(); ) {
                    if (input.contains(text.substring(run.start() + INPUT_PIECE / 2, run.start() + 2 * INPUT_PIECE))) {
                        hidden.set(run.start(), run.end());
                    }
                }
                return;
            }
            hidePieces(input, INPUT_PIECE);
            LINE_BREAKS.splitAsStream(input).forEach(line -> whole(line.strip()));
        }

        private void hidePieces(String source, int length) {
            for (int i = 0; i + length <= source.length(); i++) {
                hide(source.substring(i, i + length));
            }
        }

        private void whole(String secret) {
            if (secret.length() >= SHORTEST_WHOLE && secret.length() < SECRET_PIECE) {
                hide(secret);
            }
        }

        // Once hidden, a piece is not looked for again: a text of one repeated character has it at every place.
        private void hide(String piece) {
            List<Integer> starts =
                    places.computeIfAbsent(piece.length(), this::placesOf).remove(piece);
            if (starts != null) {
                starts.forEach(start -> hidden.set(start, start + piece.length()));
            }
        }

        private Map<String, List<Integer>> placesOf(int length) {
            Map<String, List<Integer>> found = new HashMap<>();
            for (int i = 0; i + length <= text.length(); i++) {
                found.computeIfAbsent(text.substring(i, i + length), piece -> new ArrayList<>(1))
                        .add(i);
            }
            return found;
        }

        // A short piece of a key is told from an ordinary word by its digits or its mixed case.
        private static boolean looksRandom(String piece) {
            return piece.chars().anyMatch(Character::isDigit)
                    || piece.chars().skip(1).anyMatch(Character::isUpperCase)
                            && piece.chars().anyMatch(Character::isLowerCase);
        }

        // What is left of a key with asterisks or dots in its middle.
        private void besideMasks(String secret) {
            for (Matcher mask = MASK.matcher(text); mask.find(); ) {
                int start = mask.start();
                while (start > 0 && mask.start() - start < secret.length() && isOfWord(text.charAt(start - 1))) {
                    start--;
                }
                int end = mask.end();
                while (end < text.length() && end - mask.end() < secret.length() && isOfWord(text.charAt(end))) {
                    end++;
                }
                remains(secret, start, mask.start());
                remains(secret, mask.end(), end);
            }
        }

        private void remains(String secret, int start, int end) {
            if (end - start > 1 && secret.contains(text.substring(start, end))) {
                hidden.set(start, end);
            }
        }

        private static boolean isOfWord(char c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
        }
    }
}
