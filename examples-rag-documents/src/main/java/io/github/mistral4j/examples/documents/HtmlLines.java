package io.github.mistral4j.examples.documents;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Writes a page as Markdown. A line ends where it ends in the file, so that each word is on the line it is said to be on. */
final class HtmlLines {

    private static final String BLOCKS = "h1, h2, h3, h4, h5, h6, table, pre";

    private final List<Line> lines = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    /** Where the first word of the current line stands, -1 when there is none. */
    private int first = -1;

    private int last;
    private boolean space;
    /** Inside a heading or a row of a table, which Markdown writes on one line. */
    private boolean joined;

    private boolean cell;
    private int depth;

    List<Line> of(Document page) {
        Element title = page.head().selectFirst("title");
        if (title != null && page.selectFirst("h1") == null && !title.text().isBlank()) {
            heading(title, 1);
        }
        children(page.body());
        endLine();
        return lines;
    }

    private void children(Element parent) {
        for (Node node : parent.childNodes()) {
            if (node instanceof TextNode text) {
                text(text);
            } else if (node instanceof Element element) {
                element(element);
            }
        }
    }

    private void element(Element element) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                heading(element, element.normalName().charAt(1) - '0');
            case "table" -> block(() -> table(element));
            case "ul", "ol" -> list(element);
            case "li" -> item(element);
            case "pre" -> block(() -> code(element));
            case "br" -> lineBreak();
            case "hr" -> block(() -> lines.add(new Line(line(element), "-----")));
            case "dt", "dd" -> {
                lineBreak();
                children(element);
                lineBreak();
            }
            default -> {
                if (element.isBlock()) {
                    block(() -> children(element));
                } else {
                    children(element);
                }
            }
        }
    }

    private void heading(Element element, int level) {
        if (joined || element.text().isBlank()) {
            children(element);
            return;
        }
        block(() -> {
            joined = true;
            children(element);
            joined = false;
            if (first >= 0) {
                current.insert(0, "#".repeat(level) + " ");
            }
            endLine();
        });
    }

    private void list(Element list) {
        if (joined || depth > 0) {
            lineBreak();
            depth++;
            children(list);
            depth--;
            return;
        }
        block(() -> {
            depth++;
            children(list);
            depth--;
        });
    }

    private void item(Element item) {
        lineBreak();
        dropLoneMarker();
        int outside = depth;
        depth = Math.max(depth, 1);
        if (!joined) {
            current.append(depth > 1 ? "  - " : "- ");
        }
        children(item);
        lineBreak();
        dropLoneMarker();
        depth = outside;
    }

    private boolean isLoneMarker() {
        return current.toString().strip().equals("-") && first < 0;
    }

    private void dropLoneMarker() {
        if (isLoneMarker()) {
            current.setLength(0);
        }
    }

    /** A table for the layout of the page holds blocks, one of data words. */
    private void table(Element table) {
        if (!table.select("td, th").select(BLOCKS).isEmpty() || joined) {
            table.select("td, th").stream()
                    .filter(cell -> cell.closest("table") == table)
                    .forEach(cell -> block(() -> children(cell)));
            table.select("caption").forEach(this::children);
            return;
        }
        table.select("caption").forEach(caption -> block(() -> children(caption)));
        table.select("tr").forEach(this::row);
    }

    private void row(Element row) {
        endLine();
        joined = true;
        cell = true;
        boolean header = !row.children().isEmpty();
        StringBuilder cells = new StringBuilder("|");
        int from = line(row);
        int to = from;
        for (Element child : row.children()) {
            header &= child.normalName().equals("th");
            children(child);
            cells.append(' ').append(current.toString().strip()).append(" |");
            to = Math.max(to, last);
            clear();
        }
        joined = false;
        cell = false;
        if (row.childrenSize() > 0) {
            lines.add(new Line(from, to, cells.toString()));
            if (header) {
                lines.add(new Line(from, to, "|---".repeat(row.childrenSize()) + "|"));
            }
        }
    }

    private void code(Element code) {
        int number = line(code);
        List<String> texts = code.wholeText().lines().toList();
        int end = code.endSourceRange().start().lineNumber();
        // The line break after the tag is not part of the text; the end of the element says whether there was one.
        boolean endsWithBreak = code.wholeText().endsWith("\n");
        int start = end > 0 ? Math.max(number, end - texts.size() + (endsWithBreak ? 0 : 1)) : number;
        lines.add(new Line(start, "```"));
        for (int i = 0; i < texts.size(); i++) {
            lines.add(new Line(start + i, texts.get(i)));
        }
        lines.add(new Line(start + Math.max(0, texts.size() - 1), "```"));
    }

    private void text(TextNode node) {
        int number = line(node);
        String text = node.getWholeText();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                number++;
            }
            if (c == '\n' && !joined) {
                endLine();
            } else if (Character.isWhitespace(c) || c == '\u00a0') {
                space = true;
            } else {
                word(c, number);
            }
        }
    }

    private void word(char c, int number) {
        if (first < 0) {
            first = number;
            // Only what the page writes as a heading is one.
            current.append(c == '#' && !joined ? " " : "");
        } else if (space) {
            current.append(' ');
        }
        space = false;
        current.append(cell && c == '|' ? "\\|" : String.valueOf(c));
        last = number;
    }

    private void block(Runnable content) {
        boolean apart = !joined && depth == 0;
        if (apart) {
            blank();
        } else {
            lineBreak();
        }
        content.run();
        if (apart) {
            blank();
        } else {
            lineBreak();
        }
    }

    private void lineBreak() {
        if (joined) {
            space = true;
        } else {
            endLine();
        }
    }

    private void blank() {
        endLine();
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).isBlank()) {
            lines.add(new Line(lines.get(lines.size() - 1).last(), ""));
        }
    }

    private void endLine() {
        space = false;
        if (isLoneMarker()) {
            // The text of the item begins on one of the next lines.
            return;
        }
        if (first >= 0) {
            lines.add(new Line(first, last, current.toString()));
        }
        clear();
    }

    private void clear() {
        current.setLength(0);
        space = false;
        first = -1;
    }

    private static int line(Node node) {
        return Math.max(1, node.sourceRange().start().lineNumber());
    }
}
