package io.github.mistral4j.examples.eval;

import static io.github.mistral4j.examples.eval.Html.escape;
import static io.github.mistral4j.examples.eval.Html.format;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a thousand answers cost, routed and always with the same model. */
final class CostPlot {

    private static final int LEFT = 178;
    private static final int WIDTH = 300;
    private static final int HIGH = 32;

    private CostPlot() {}

    static String of(CostScores cost) {
        Map<String, Double> rows = new LinkedHashMap<>();
        rows.put("routed by task", cost.routed());
        cost.always().forEach((model, dollars) -> rows.put("always " + model, dollars));
        double most = Math.max(
                1e-12,
                rows.values().stream().mapToDouble(dollars -> dollars).max().orElse(1));
        StringBuilder svg = new StringBuilder(format(
                "<svg viewBox=\"0 0 %d %d\" style=\"max-width:680px\" role=\"img\" aria-label=\"Cost\">\n",
                LEFT + WIDTH + 70, rows.size() * HIGH + 6));
        int row = 0;
        for (Map.Entry<String, Double> entry : rows.entrySet()) {
            int y = 2 + row * HIGH;
            double wide = Math.max(1, WIDTH * entry.getValue() / most);
            svg.append(format(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                    LEFT - 8, y + HIGH / 2 + 4, escape(entry.getKey())));
            svg.append(format(
                    "<rect class=\"bar %s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>%n",
                    row == 0 ? "" : "muted", LEFT, y + 4, wide, HIGH - 8));
            svg.append(format(
                    "<text class=\"name\" x=\"%.1f\" y=\"%d\">$%.2f</text>%n",
                    LEFT + wide + 8, y + HIGH / 2 + 4, perThousand(entry.getValue(), cost)));
            row++;
        }
        return svg.append("</svg>\n").toString();
    }

    static double perThousand(double dollars, CostScores cost) {
        return cost.answers() == 0 ? 0 : 1000 * dollars / cost.answers();
    }
}
