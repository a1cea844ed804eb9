package io.github.mistral4j.examples.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lines that belong together: a heading, a paragraph, a list, a table, a piece of code. */
record Block(Kind kind, List<Line> lines) {

    enum Kind {
        HEADING,
        PARAGRAPH,
        LIST,
        TABLE,
        CODE,
        /** A line of dashes between two parts. */
        BREAK
    }

    private static final Pattern HEADING = Pattern.compile("#{1,6} +\\S.*");
    private static final Pattern ITEM = Pattern.compile(" {0,3}([-*+]|\\d{1,3}[.)]) +\\S.*");
    private static final Pattern RULE = Pattern.compile(" {0,3}([-=_*])(\\s*\\1){4,}\\s*");

    int length() {
        return lines.stream().mapToInt(line -> line.text().length() + 1).sum();
    }

    String text() {
        return lines.stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    int firstLine() {
        return lines.get(0).number();
    }

    int lastLine() {
        return lines.stream().mapToInt(Line::last).max().orElseThrow();
    }

    /** Depth 1 to 6 of a heading. */
    int depth() {
        return text().indexOf(' ');
    }

    static boolean startsItem(Line line) {
        return ITEM.matcher(line.text()).matches();
    }

    static List<Block> of(List<Line> lines) {
        List<Block> blocks = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            if (lines.get(at).isBlank()) {
                at++;
                continue;
            }
            int end = at + 1;
            Kind kind = kind(lines.get(at));
            if (kind == Kind.CODE) {
                while (end < lines.size() && !isFence(lines.get(end))) {
                    end++;
                }
                end = Math.min(end + 1, lines.size());
            } else if (kind != Kind.HEADING && kind != Kind.BREAK) {
                while (end < lines.size() && continues(kind, lines.get(end))) {
                    end++;
                }
            }
            blocks.add(new Block(kind, List.copyOf(lines.subList(at, end))));
            at = end;
        }
        return blocks;
    }

    private static boolean continues(Kind kind, Line line) {
        if (line.isBlank()) {
            return false;
        }
        Kind next = kind(line);
        return next == kind || (kind == Kind.LIST && next == Kind.PARAGRAPH);
    }

    private static Kind kind(Line line) {
        if (isFence(line)) {
            return Kind.CODE;
        }
        String text = line.text();
        if (HEADING.matcher(text).matches()) {
            return Kind.HEADING;
        }
        if (text.stripLeading().startsWith("|")) {
            return Kind.TABLE;
        }
        if (RULE.matcher(text).matches()) {
            return Kind.BREAK;
        }
        return startsItem(line) ? Kind.LIST : Kind.PARAGRAPH;
    }

    private static boolean isFence(Line line) {
        String text = line.text().stripLeading();
        return text.startsWith("```") || text.startsWith("~~~");
    }
}
