package io.github.mistral4j.examples.eval;

import static io.github.mistral4j.examples.eval.Html.format;

import java.util.List;

/** Two curves over k, named where they end. */
final class RecallPlot {

    private static final int LEFT = 40;
    private static final int TOP = 12;
    private static final int WIDTH = 420;
    private static final int HEIGHT = 200;
    private static final int NAMES = 112;
    private static final int LEAST_GAP = 14;

    private RecallPlot() {}

    static String of(RetrievalScores scores) {
        int right = LEFT + WIDTH;
        int bottom = TOP + HEIGHT;
        StringBuilder svg = new StringBuilder(format(
                "<svg viewBox=\"0 0 %d %d\" style=\"max-width:680px\" role=\"img\" aria-label=\"Recall over k\">\n",
                right + NAMES, bottom + 36));
        for (int percent = 0; percent <= 100; percent += 25) {
            double y = y(percent / 100.0);
            svg.append(
                    format("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n", LEFT, right, y, y));
            svg.append(format(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.2f</text>%n", LEFT - 8, y + 4, percent / 100.0));
        }
        for (int k = 1; k <= RetrievalScores.DEEPEST; k++) {
            svg.append(format("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n", x(k), bottom + 16, k));
        }
        svg.append(format(
                "<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">first k passages</text>%n",
                LEFT + WIDTH / 2, bottom + 32));
        double hit = y(last(scores.hitAt()));
        double recall = Math.max(y(last(scores.recallAt())), hit + LEAST_GAP);
        svg.append(curve(scores.hitAt(), "second", "any source", hit));
        svg.append(curve(scores.recallAt(), "first", "recall", recall));
        return svg.append("</svg>\n").toString();
    }

    private static String curve(List<Double> values, String kind, String name, double nameAt) {
        StringBuilder points = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (int k = 1; k <= values.size(); k++) {
            double y = y(values.get(k - 1));
            points.append(format("%.1f,%.1f ", x(k), y));
            dots.append(format(
                    "<circle class=\"dot %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s@%d: %.3f</title></circle>%n",
                    kind, x(k), y, name, k, values.get(k - 1)));
        }
        return format(
                        "<polyline class=\"curve %s\" points=\"%s\"/>%n",
                        kind, points.toString().strip())
                + dots
                + format(
                        "<text class=\"name %s\" x=\"%.1f\" y=\"%.1f\">%s %.2f</text>%n",
                        kind, x(values.size()) + 10, nameAt + 4, name, last(values));
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }

    private static double x(int k) {
        return LEFT + 12 + (double) (WIDTH - 24) * (k - 1) / (RetrievalScores.DEEPEST - 1);
    }

    private static double y(double value) {
        return TOP + HEIGHT * (1 - value);
    }
}
