package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.documents.PlainText;
import java.io.Console;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Colours that can be read on dark and on light ground, or none. Yellow, white, and dim text are not among them: each vanishes on
 * one of the two.
 */
public final class Style {

    /** In place of escape sequences until the text is written: what else is one comes from a document or a model, and is dropped. */
    private static final String MARKS = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5";

    /** Back to the beginning of an empty line; for terminals only. */
    public static final String CLEAR_LINE = "\ufdd6";

    private static final Pattern RETURN = Pattern.compile("\r(?!\n)");

    private static final List<String> CODES = List.of("0", "1", "35", "32", "1;31", "1;35");

    private final boolean coloured;

    Style(boolean coloured) {
        this.coloured = coloured;
    }

    /** Colours for a terminal, unless NO_COLOR is set or it cannot show them. */
    static Style of(Map<String, String> environment) {
        if ("always".equals(environment.get("RAG_COLOR"))) {
            return new Style(true);
        }
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
        return new Style(wanted && isTerminal());
    }

    /** Whether somebody looks at the output. Since Java 22 there is a console even when there is no terminal. */
    static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    public String bold(String text) {
        return wrap(1, text);
    }

    /** What the program says of itself, beside what was asked for. */
    public String accent(String text) {
        return wrap(2, text);
    }

    public String good(String text) {
        return wrap(3, text);
    }

    public String bad(String text) {
        return wrap(4, text);
    }

    String mark(String text) {
        return wrap(5, text);
    }

    /** What is sent to the terminal: the colours of this class, and nothing else that a terminal would obey. */
    String render(String text) {
        StringBuilder rendered = new StringBuilder();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            int mark = MARKS.indexOf(text.charAt(at));
            if (mark >= 0) {
                rendered.append(plain(text.substring(from, at)));
                rendered.append(coloured ? "\u001b[" + CODES.get(mark) + "m" : "");
                from = at + 1;
            }
        }
        return rendered.append(plain(text.substring(from))).toString();
    }

    private static String plain(String text) {
        return text.contains(CLEAR_LINE)
                ? text.replace(CLEAR_LINE, "\r\u001b[K")
                : RETURN.matcher(PlainText.of(text)).replaceAll("");
    }

    /** Without the marks of colours. */
    static int visibleLength(CharSequence text) {
        return (int) text.chars().filter(c -> MARKS.indexOf(c) < 0).count();
    }

    private static String wrap(int mark, String text) {
        return MARKS.charAt(mark) + text + MARKS.charAt(0);
    }
}
