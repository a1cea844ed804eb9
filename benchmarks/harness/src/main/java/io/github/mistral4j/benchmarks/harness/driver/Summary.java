package io.github.mistral4j.benchmarks.harness.driver;

import io.github.mistral4j.benchmarks.harness.stub.Wire;
import io.github.mistral4j.benchmarks.harness.workloads.Metric;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of docs/benchmarks.md: what came out over HTTP/2, and how far from the limit this provider is on each wire. */
final class Summary {

    private static final int FIGURES = 2;

    private record Ran(String title, List<Metric> metrics, List<Entry> entries, Results results) {}

    private final Map<Wire, Map<String, Ran>> all = new LinkedHashMap<>();

    void add(Wire wire, String workload, String title, List<Metric> metrics, List<Entry> entries, Results results) {
        all.computeIfAbsent(wire, any -> new LinkedHashMap<>())
                .put(workload, new Ran(title, metrics, entries, results));
    }

    void print(PrintStream out) {
        Map<String, Ran> over = all.getOrDefault(Wire.H2, Map.of());
        if (over.isEmpty()) {
            return;
        }
        List<Entry> entries = over.values().stream()
                .flatMap(ran -> ran.entries().stream())
                .distinct()
                .toList();
        out.println("\n=== for docs/benchmarks.md: " + Wire.H2.title() + ", median (least - most)\n");
        row(out, "Workload", entries.stream().map(Entry::title).toList());
        row(out, "---", entries.stream().map(entry -> "---").toList());
        over.forEach((name, ran) -> row(
                out,
                name + " " + ran.title(),
                entries.stream().map(entry -> figures(ran, entry)).toList()));
        out.println("\n=== for docs/benchmarks.md: this provider / the limit, median of the rounds\n");
        row(out, "Workload", all.keySet().stream().map(Wire::title).toList());
        row(out, "---", all.keySet().stream().map(wire -> "---").toList());
        over.keySet()
                .forEach(name -> row(
                        out,
                        name,
                        all.values().stream().map(ran -> ratios(ran.get(name))).toList()));
    }

    private static void row(PrintStream out, String first, List<String> cells) {
        out.println("| " + first + " | " + String.join(" | ", cells) + " |");
    }

    private static String figures(Ran ran, Entry entry) {
        String module = entry.module();
        Results results = ran.results();
        if (!results.has(module)) {
            return "";
        }
        Metric main = ran.metrics().get(0);
        List<String> figures = new ArrayList<>();
        for (Metric metric : first(ran)) {
            String spread = metric == main ? " " + Report.spread(results, module, main) : "";
            figures.add(metric.name() + " " + Report.number(results.median(module, metric.name()), metric.decimals())
                    + spread + " " + metric.unit());
        }
        return figures.stream().map(String::strip).collect(Collectors.joining(", "));
    }

    private static List<Metric> first(Ran ran) {
        return ran.metrics().subList(0, Math.min(FIGURES, ran.metrics().size()));
    }

    private static String ratios(@Nullable Ran ran) {
        if (ran == null || !ran.results().has(Entry.PROVIDER) || !ran.results().has(Entry.LIMIT)) {
            return "";
        }
        return ran.metrics().stream()
                .limit(FIGURES + 1L)
                .map(metric -> metric.name()
                        + String.format(
                                Locale.ROOT, " %.2f", ran.results().ratio(Entry.PROVIDER, Entry.LIMIT, metric.name())))
                .collect(Collectors.joining(", "));
    }
}
