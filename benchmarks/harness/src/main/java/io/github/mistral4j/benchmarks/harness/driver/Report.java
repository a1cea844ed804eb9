package io.github.mistral4j.benchmarks.harness.driver;

import io.github.mistral4j.benchmarks.harness.stub.StubStatistics;
import io.github.mistral4j.benchmarks.harness.workloads.Metric;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints the figures of a workload as a table. */
final class Report {

    private static final double BUSY = 0.9;
    private static final String CPU = "cpu";

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void print(String workload, String title, List<Metric> metrics, List<Entry> entries, Results results) {
        out.println();
        out.println(workload + "  " + title);
        List<List<String>> rows = new ArrayList<>();
        rows.add(header(metrics));
        for (Entry entry : entries) {
            rows.add(results.has(entry.module()) ? row(metrics, entry, results) : failed(entry, results));
        }
        printAligned(rows);
        for (Target target : Target.of(workload)) {
            out.println(target.verdict(results));
        }
        if (results.has(Entry.LIMIT) && results.median(Entry.LIMIT, StubStatistics.STUB_CORES) > BUSY) {
            out.println(
                    "  note: the stub kept more than 0.9 of a core busy beside the limit, so the limit may be the stub's");
        }
        out.flush();
    }

    private static List<String> header(List<Metric> metrics) {
        List<String> header = new ArrayList<>();
        header.add("");
        Metric main = metrics.get(0);
        header.add(label(main));
        header.add("(least - most)");
        header.add("/ limit");
        header.add("vs existing");
        metrics.stream().skip(1).map(Report::label).forEach(header::add);
        if (hasCpu(metrics)) {
            header.add("cpu / limit");
        }
        header.addAll(List.of("stub cores", "new conn.", "handshakes", "refused", "reset"));
        return header;
    }

    private static boolean hasCpu(List<Metric> metrics) {
        return metrics.stream().skip(1).anyMatch(metric -> metric.name().equals(CPU));
    }

    private static String label(Metric metric) {
        return metric.unit().isEmpty() || metric.name().endsWith(metric.unit())
                ? metric.name()
                : metric.name() + " " + metric.unit();
    }

    private static List<String> row(List<Metric> metrics, Entry entry, Results results) {
        List<String> row = new ArrayList<>();
        String module = entry.module();
        Metric main = metrics.get(0);
        row.add(entry.title());
        row.add(number(results.median(module, main.name()), main.decimals()));
        row.add(spread(results, module, main));
        row.add(results.has(Entry.LIMIT) ? number(results.ratio(module, Entry.LIMIT, main.name()), 2) + "x" : "");
        row.add(results.has(Entry.EXISTING) ? timesExisting(main, module, results) : "");
        for (Metric metric : metrics.subList(1, metrics.size())) {
            row.add(number(results.median(module, metric.name()), metric.decimals()));
        }
        if (hasCpu(metrics)) {
            row.add(results.has(Entry.LIMIT) ? number(results.ratio(module, Entry.LIMIT, CPU), 2) + "x" : "");
        }
        row.add(number(results.median(module, StubStatistics.STUB_CORES), 2));
        for (String counted : List.of(
                StubStatistics.NEW_CONNECTIONS,
                StubStatistics.HANDSHAKES,
                StubStatistics.REFUSED,
                StubStatistics.RESETS)) {
            row.add(number(results.median(module, counted), 0));
        }
        return row;
    }

    private static String timesExisting(Metric main, String module, Results results) {
        double ratio = main.higherIsBetter()
                ? results.ratio(module, Entry.EXISTING, main.name())
                : results.ratio(Entry.EXISTING, module, main.name());
        return number(ratio, 2) + "x better";
    }

    private static List<String> failed(Entry entry, Results results) {
        return List.of(entry.title(), "-", results.failure(entry));
    }

    static String spread(Results results, String module, Metric metric) {
        return "(" + number(results.least(module, metric.name()), metric.decimals()) + " - "
                + number(results.most(module, metric.name()), metric.decimals()) + ")";
    }

    static String number(double value, int decimals) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private void printAligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size() && row.size() == columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                String blanks = " ".repeat(Math.max(0, widths[i] - cell.length()));
                line.append(i == 0 || row.size() < columns ? cell + blanks : blanks + cell)
                        .append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
