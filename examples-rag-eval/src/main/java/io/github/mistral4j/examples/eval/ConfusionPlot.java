package io.github.mistral4j.examples.eval;

import static io.github.mistral4j.examples.eval.Html.escape;
import static io.github.mistral4j.examples.eval.Html.format;

/** The confusion matrix as a heat map: a cell is darker the larger its share of its row is, and red off the diagonal. */
final class ConfusionPlot {

    private static final int LEFT = 92;
    private static final int TOP = 44;
    private static final int WIDE = 76;
    private static final int HIGH = 38;

    private ConfusionPlot() {}

    static String of(ConfusionMatrix matrix) {
        int width = LEFT + matrix.tasks().size() * WIDE + 8;
        int height = TOP + matrix.tasks().size() * HIGH + 8;
        StringBuilder svg = new StringBuilder(format(
                "<svg viewBox=\"0 0 %d %d\" style=\"max-width:%dpx\" role=\"img\" aria-label=\"Confusion matrix\">\n",
                width, height, width * 5 / 4));
        svg.append(format(
                "<text class=\"axis\" x=\"%d\" y=\"14\" text-anchor=\"middle\">routed to</text>%n",
                LEFT + matrix.tasks().size() * WIDE / 2));
        svg.append(format(
                "<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"end\">question of</text>%n",
                LEFT - 10, TOP - 10));
        for (int i = 0; i < matrix.tasks().size(); i++) {
            String task = escape(matrix.tasks().get(i));
            svg.append(format(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    LEFT + i * WIDE + WIDE / 2, TOP - 10, task));
            svg.append(format(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                    LEFT - 10, TOP + i * HIGH + HIGH / 2 + 4, task));
            for (int j = 0; j < matrix.tasks().size(); j++) {
                svg.append(cell(matrix, i, j));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static String cell(ConfusionMatrix matrix, int row, int column) {
        String expected = matrix.tasks().get(row);
        String decided = matrix.tasks().get(column);
        int count = matrix.count(expected, decided);
        int x = LEFT + column * WIDE;
        int y = TOP + row * HIGH;
        String kind = row == column ? "right" : "wrong";
        double share = count == 0 ? 0 : (double) count / matrix.of(expected);
        // Even one of many has to be seen.
        double opacity = count == 0 ? 0 : 0.2 + 0.8 * share;
        String text = count == 0 ? "none" : opacity > 0.6 ? "on" : "";
        return format(
                "<g><title>%s → %s: %d of %d</title><rect class=\"cell\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                        + "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill-opacity=\"%.2f\"/>"
                        + "<text class=\"count %s\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text></g>%n",
                escape(expected),
                escape(decided),
                count,
                matrix.of(expected),
                x + 1,
                y + 1,
                WIDE - 2,
                HIGH - 2,
                kind,
                x + 1,
                y + 1,
                WIDE - 2,
                HIGH - 2,
                opacity,
                text,
                x + WIDE / 2,
                y + HIGH / 2 + 5,
                count == 0 ? "·" : "" + count);
    }
}
