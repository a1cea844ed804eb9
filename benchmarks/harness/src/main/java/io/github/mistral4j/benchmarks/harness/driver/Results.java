package io.github.mistral4j.benchmarks.harness.driver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The figures of one workload: for each contender a list of rounds, round n of all contenders close together in time. */
final class Results {

    private final Map<String, List<Map<String, Double>>> rounds = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    void add(Entry entry, Map<String, Double> figures) {
        rounds.computeIfAbsent(entry.module(), module -> new ArrayList<>()).add(figures);
    }

    /** Takes the contender out. */
    void fail(Entry entry, String why) {
        rounds.remove(entry.module());
        failures.putIfAbsent(entry.module(), why);
    }

    boolean failed(Entry entry) {
        return failures.containsKey(entry.module());
    }

    String failure(Entry entry) {
        return failures.getOrDefault(entry.module(), "");
    }

    boolean has(String module) {
        return rounds.containsKey(module);
    }

    double median(String module, String metric) {
        return median(values(module, metric));
    }

    double least(String module, String metric) {
        return values(module, metric)[0];
    }

    double most(String module, String metric) {
        double[] values = values(module, metric);
        return values[values.length - 1];
    }

    /** The median over the rounds of one contender's figure divided by the other's in the same round. */
    double ratio(String module, String other, String metric) {
        List<Map<String, Double>> mine = rounds.get(module);
        List<Map<String, Double>> others = rounds.get(other);
        return median(IntStream.range(0, Math.min(mine.size(), others.size()))
                .mapToDouble(i -> mine.get(i).get(metric) / others.get(i).get(metric))
                .sorted()
                .toArray());
    }

    private double[] values(String module, String metric) {
        return rounds.get(module).stream()
                .mapToDouble(figures -> figures.getOrDefault(metric, Double.NaN))
                .sorted()
                .toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
