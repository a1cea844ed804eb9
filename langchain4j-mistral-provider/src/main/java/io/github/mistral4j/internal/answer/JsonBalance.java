package io.github.mistral4j.internal.answer;

/** Tells, piece by piece, whether a text is a JSON object from brace to brace. */
final class JsonBalance {

    private int depth;
    private boolean began;
    private boolean inString;
    private boolean escaped;

    void add(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (inString) {
                if (escaped) {
                    escaped = false;
                } else if (c == '\\') {
                    escaped = true;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                began = true;
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
    }

    boolean isWholeObject() {
        return began && depth == 0 && !inString;
    }
}
