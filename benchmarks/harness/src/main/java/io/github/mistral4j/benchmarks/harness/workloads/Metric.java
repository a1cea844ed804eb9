package io.github.mistral4j.benchmarks.harness.workloads;

/**
 * A figure of a workload.
 *
 * @param decimals how many are printed
 */
public record Metric(String name, String unit, boolean higherIsBetter, int decimals) {

    public static Metric lower(String name, String unit, int decimals) {
        return new Metric(name, unit, false, decimals);
    }

    public static Metric higher(String name, String unit, int decimals) {
        return new Metric(name, unit, true, decimals);
    }
}
