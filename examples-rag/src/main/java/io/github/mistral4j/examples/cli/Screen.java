package io.github.mistral4j.examples.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Where the program writes, how wide it is and whether it has colours. */
public record Screen(PrintWriter out, PrintWriter err, Style style, int width, boolean interactive) {

    private static final int WIDEST = 110;
    private static final int NARROWEST = 40;
    private static final int UNKNOWN = 100;

    static Screen of(PrintWriter out, PrintWriter err, Map<String, String> environment) {
        boolean terminal = Style.isTerminal();
        int columns = terminal ? columns(environment) : UNKNOWN;
        Style style = Style.of(environment);
        return new Screen(
                new PrintWriter(new StyledWriter(out, style)),
                new PrintWriter(new StyledWriter(err, style)),
                style,
                Math.max(NARROWEST, Math.min(columns, WIDEST)),
                terminal);
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** A line beside the answers. */
    public void remark(String text) {
        err.println(text);
        err.flush();
    }

    public void blank() {
        line("");
    }

    /** A text over several lines, each beginning with {@code indent} spaces. */
    public void paragraph(int indent, String text) {
        wrap(text, width - indent).forEach(part -> line(" ".repeat(indent) + part));
    }

    /** Cut with an ellipsis to what fits. */
    public String fit(String text, int room) {
        return text.length() <= room
                ? text
                : text.substring(0, Math.max(0, room - 1)).stripTrailing() + "…";
    }

    List<String> wrap(String text, int room) {
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!current.isEmpty() && Style.visibleLength(current) + 1 + Style.visibleLength(word) > room) {
                lines.add(current.toString());
                current.setLength(0);
            }
            current.append(current.isEmpty() ? "" : " ").append(word);
        }
        lines.add(current.toString());
        return lines;
    }

    private static int columns(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("\\d{1,4}")) {
            return Integer.parseInt(columns);
        }
        File terminal = new File("/dev/tty");
        if (!terminal.exists()) {
            return UNKNOWN;
        }
        try {
            Process size =
                    new ProcessBuilder("stty", "size").redirectInput(terminal).start();
            String answer = new String(size.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            boolean ended = size.waitFor(1, TimeUnit.SECONDS);
            String[] rowsAndColumns = answer.strip().split(" ");
            return ended && rowsAndColumns.length == 2 ? Integer.parseInt(rowsAndColumns[1]) : UNKNOWN;
        } catch (IOException | NumberFormatException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
