package io.github.mistral4j.examples.cli;

import java.util.regex.Pattern;

/** Writes an answer as it comes, broken between words; code and tables are left as they are. */
final class AnswerText {

    private static final Pattern MARK = Pattern.compile("\\[\\d[\\d, ]*\\]");

    private final Screen screen;
    private final StringBuilder word = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private int column;
    private boolean code;
    private boolean empty = true;

    AnswerText(Screen screen) {
        this.screen = screen;
    }

    boolean isEmpty() {
        return empty;
    }

    void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (empty && Character.isWhitespace(c)) {
                continue;
            }
            empty = false;
            if (c == '\n') {
                endLine();
            } else if (c == ' ') {
                writeWord();
                word.append(' ');
            } else {
                word.append(c);
            }
        }
        screen.out().flush();
    }

    void finish() {
        if (!empty) {
            endLine();
        }
        screen.out().flush();
    }

    private void endLine() {
        writeWord();
        if (line.toString().startsWith("```")) {
            code = !code;
        }
        screen.out().println();
        line.setLength(0);
        column = 0;
    }

    private void writeWord() {
        String text = word.toString();
        word.setLength(0);
        boolean breaks = screen.interactive() && !code && !line.toString().startsWith("|") && column > 0;
        if (breaks && column + text.length() > screen.width()) {
            screen.out().println();
            column = 0;
            text = text.stripLeading();
        }
        line.append(text);
        column += text.length();
        screen.out()
                .print(
                        code
                                ? text
                                : MARK.matcher(text)
                                        .replaceAll(mark -> screen.style().mark(mark.group())));
    }
}
