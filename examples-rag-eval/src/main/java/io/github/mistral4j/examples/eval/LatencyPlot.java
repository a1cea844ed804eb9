package io.github.mistral4j.examples.eval;

import static io.github.mistral4j.examples.eval.Html.format;

import java.util.List;

/** How many answers took how long. What is far beyond the 95th percentile shares the last bar. */
final class LatencyPlot {

    private static final int LEFT = 34;
    private static final int TOP = 50;
    private static final int WIDTH = 460;
    private static final int HEIGHT = 170;
    private static final int BARS = 12;

    private LatencyPlot() {}

    static String of(Percentiles times) {
        List<Long> sorted = times.sorted();
        if (sorted.isEmpty()) {
            return "<p>No answer was measured.</p>\n";
        }
        long step = step(times.at(0.95));
        int bars = (int) Math.min(BARS, sorted.get(sorted.size() - 1) / step + 1);
        int[] counts = new int[bars];
        sorted.forEach(time -> counts[(int) Math.min(bars - 1, time / step)]++);
        int most = 1;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        int bottom = TOP + HEIGHT;
        double wide = (double) WIDTH / bars;
        StringBuilder svg = new StringBuilder(format(
                "<svg viewBox=\"0 0 %d %d\" style=\"max-width:680px\" role=\"img\" aria-label=\"Time of an answer\">\n",
                LEFT + WIDTH + 16, bottom + 36));
        svg.append(format(
                "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>%n",
                LEFT, LEFT + WIDTH, bottom, bottom));
        svg.append(mark(times.at(0.5), "p50", bars * step, 14));
        svg.append(mark(times.at(0.95), "p95", bars * step, 30));
        for (int i = 0; i < bars; i++) {
            double x = LEFT + i * wide;
            double high = (double) HEIGHT * counts[i] / most;
            boolean open = i == bars - 1 && sorted.get(sorted.size() - 1) >= bars * step;
            String range =
                    open ? format("%,d ms and more", i * step) : format("%,d to %,d ms", i * step, (i + 1) * step);
            svg.append(format(
                    "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s: %d</title></rect>%n",
                    x + 1, bottom - high, wide - 2, high, range, counts[i]));
            if (counts[i] > 0) {
                svg.append(format(
                        "<text class=\"halo\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%d</text>%n",
                        x + wide / 2, bottom - high - 5, counts[i]));
            }
            if (i % 2 == 0) {
                svg.append(format(
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>%n", x, bottom + 16, i * step));
            }
        }
        svg.append(format(
                "<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">milliseconds to the end of the answer</text>%n",
                LEFT + WIDTH / 2, bottom + 32));
        return svg.append("</svg>\n").toString();
    }

    private static String mark(long time, String name, long end, int y) {
        double x = LEFT + WIDTH * Math.min(1, (double) time / end);
        boolean atTheEdge = x > LEFT + WIDTH - 90;
        return format(
                        "<line class=\"mark\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
                        x, x, y - 10, TOP + HEIGHT)
                + format(
                        "<text class=\"name\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s %,d ms</text>%n",
                        x + (atTheEdge ? -4 : 4), y, atTheEdge ? "end" : "start", name, time);
    }

    /** 1, 2 or 5 with zeros, so that the 95th percentile is within the first ten bars. */
    static long step(long p95) {
        long power = 1;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (factor * power * (BARS - 2) > p95) {
                    return factor * power;
                }
            }
            power *= 10;
        }
    }
}
