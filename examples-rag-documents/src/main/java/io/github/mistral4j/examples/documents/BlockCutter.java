package io.github.mistral4j.examples.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Cuts a block that is too long where it hurts least: a table between rows, with its head on every piece. */
final class BlockCutter {

    private final int longest;

    BlockCutter(int longest) {
        this.longest = longest;
    }

    List<Block> cut(Block block) {
        if (block.length() <= longest) {
            return List.of(block);
        }
        return switch (block.kind()) {
            case TABLE -> cutTable(block);
            case LIST -> cutAt(block, Block::startsItem);
            case CODE -> cutCode(block);
            default -> cutAt(shortLines(block), line -> true);
        };
    }

    private List<Block> cutTable(Block table) {
        List<Line> lines = table.lines();
        int headRows = lines.size() > 2 && lines.get(1).text().matches("[|:\\s-]+") ? 2 : 0;
        List<Line> head = lines.subList(0, headRows);
        int room = longest - new Block(table.kind(), head).length();
        List<Block> pieces = new ArrayList<>();
        Block body = new Block(table.kind(), lines.subList(headRows, lines.size()));
        for (Block rows : cutAt(body, room, line -> true)) {
            List<Line> piece = new ArrayList<>();
            // The repeated head carries the number of the first row, so that a citation does not point above its rows.
            head.forEach(line -> piece.add(pieces.isEmpty() ? line : new Line(rows.firstLine(), line.text())));
            piece.addAll(rows.lines());
            pieces.add(new Block(table.kind(), piece));
        }
        return pieces;
    }

    /** Code may be twice as long as text before it is cut, at a blank line if there is one. */
    private List<Block> cutCode(Block code) {
        if (code.length() <= 2 * longest) {
            return List.of(code);
        }
        List<Block> pieces = new ArrayList<>();
        for (Block piece : cutAt(code, 2 * longest, Line::isBlank)) {
            pieces.addAll(piece.length() <= 2 * longest ? List.of(piece) : cutAt(piece, 2 * longest, line -> true));
        }
        return pieces;
    }

    private List<Block> cutAt(Block block, Predicate<Line> mayStart) {
        return cutAt(block, longest, mayStart);
    }

    private static List<Block> cutAt(Block block, int room, Predicate<Line> mayStart) {
        List<Block> pieces = new ArrayList<>();
        List<Line> piece = new ArrayList<>();
        int length = 0;
        int sinceStart = 0;
        for (Line line : block.lines()) {
            int added = line.text().length() + 1;
            boolean full = length + added > room;
            if (full && !piece.isEmpty() && (mayStart.test(line) || sinceStart > 2 * room)) {
                pieces.add(new Block(block.kind(), List.copyOf(piece)));
                piece.clear();
                length = 0;
                sinceStart = 0;
            }
            piece.add(line);
            length += added;
            sinceStart += added;
        }
        pieces.add(new Block(block.kind(), List.copyOf(piece)));
        return pieces;
    }

    /** A paragraph that is one long line, as many editors write it, becomes a line per sentence or so. */
    private Block shortLines(Block block) {
        List<Line> lines = new ArrayList<>();
        for (Line line : block.lines()) {
            String rest = line.text();
            while (rest.length() > longest) {
                int end = Math.max(rest.lastIndexOf(". ", longest), rest.lastIndexOf("? ", longest)) + 1;
                if (end <= longest / 3) {
                    end = rest.lastIndexOf(' ', longest);
                }
                end = end <= 0 ? longest : end;
                lines.add(new Line(line.number(), line.last(), rest.substring(0, end)));
                rest = rest.substring(end).stripLeading();
            }
            lines.add(new Line(line.number(), line.last(), rest));
        }
        return new Block(block.kind(), lines);
    }
}
