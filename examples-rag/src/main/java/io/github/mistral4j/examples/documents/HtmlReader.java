package io.github.mistral4j.examples.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** A web page as Markdown, each piece with the line of the file it comes from. */
final class HtmlReader implements DocumentReader {

    private static final String NOT_TEXT = "script, style, noscript, template, svg, nav";

    @Override
    public DocumentText read(Path file) throws IOException {
        Document page;
        try (var bytes = Files.newInputStream(file)) {
            page = Jsoup.parse(bytes, null, "", Parser.htmlParser().setTrackPosition(true));
        }
        page.select(NOT_TEXT).remove();
        List<Line> lines = new ArrayList<>();
        write(page.body(), lines);
        return new DocumentText(lines, false);
    }

    private void write(Element parent, List<Line> lines) {
        for (Node node : parent.childNodes()) {
            if (node instanceof TextNode text) {
                add(lines, line(text), text.text().strip());
            } else if (node instanceof Element element) {
                writeElement(element, lines);
            }
        }
    }

    private void writeElement(Element element, List<Line> lines) {
        int line = line(element);
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                blank(lines, line);
                add(lines, line, "#".repeat(element.normalName().charAt(1) - '0') + " " + element.text());
                blank(lines, line);
            }
            case "tr" -> add(lines, line, row(element));
            case "li" -> add(lines, line, "- " + element.text());
            case "pre" -> pre(element, lines);
            default -> {
                if (element.isBlock()) {
                    blank(lines, line);
                }
                if (isLeaf(element)) {
                    add(lines, line, element.text());
                } else {
                    write(element, lines);
                }
                if (element.isBlock()) {
                    blank(lines, line);
                }
            }
        }
    }

    private static boolean isLeaf(Element element) {
        return element.select("p, h1, h2, h3, h4, h5, h6, table, tr, ul, ol, li, pre, div, section").stream()
                .allMatch(inner -> inner == element);
    }

    private static String row(Element row) {
        String cells = row.children().stream()
                .map(cell -> cell.text().replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
        boolean header = !row.children().isEmpty()
                && row.children().stream().allMatch(cell -> cell.normalName().equals("th"));
        return header ? cells + "\n" + "|---".repeat(row.childrenSize()) + "|" : cells;
    }

    private static void pre(Element element, List<Line> lines) {
        int number = line(element);
        add(lines, number, "```");
        for (String text : element.wholeText().lines().toList()) {
            lines.add(new Line(number++, text));
        }
        add(lines, number, "```");
    }

    private static void add(List<Line> lines, int number, String text) {
        for (String part : text.lines().toList()) {
            if (!part.isBlank()) {
                lines.add(new Line(number, part));
            }
        }
    }

    private static void blank(List<Line> lines, int number) {
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).isBlank()) {
            lines.add(new Line(number, ""));
        }
    }

    private static int line(Node node) {
        return Math.max(1, node.sourceRange().start().lineNumber());
    }
}
