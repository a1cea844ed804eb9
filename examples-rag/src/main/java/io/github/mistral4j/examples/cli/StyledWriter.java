package io.github.mistral4j.examples.cli;

import java.io.PrintWriter;
import java.io.Writer;

/** Between the program and the terminal: colours go through, other control characters do not. */
final class StyledWriter extends Writer {

    private final PrintWriter out;
    private final Style style;

    StyledWriter(PrintWriter out, Style style) {
        this.out = out;
        this.style = style;
    }

    @Override
    public void write(char[] text, int from, int length) {
        out.write(style.render(new String(text, from, length)));
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
