package io.github.mistral4j.examples.cli;

import java.io.Console;
import java.util.Map;

/**
 * Colours that can be read on dark and on light ground, or none. Yellow, white, and dim text are not among them: each vanishes on
 * one of the two.
 */
final class Style {

    private static final String RESET = "\u001b[0m";

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

    boolean isColoured() {
        return coloured;
    }

    String bold(String text) {
        return wrap("1", text);
    }

    /** What the program says of itself, beside what was asked for. */
    String accent(String text) {
        return wrap("35", text);
    }

    String good(String text) {
        return wrap("32", text);
    }

    String bad(String text) {
        return wrap("1;31", text);
    }

    String mark(String text) {
        return wrap("1;35", text);
    }

    private String wrap(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
