package io.github.mistral4j.benchmarks.harness;

/**
 * A figure of a workload.
 *
 * @param decimals how many are printed
 */
public record Metric(String name, String unit, boolean higherIsBetter, int decimals) {

    static Metric lower(String name, String unit, int decimals) {
        return new Metric(name, unit, false, decimals);
    }

    static Metric higher(String name, String unit, int decimals) {
        return new Metric(name, unit, true, decimals);
    }

    /** How many times better {@code mine} is than {@code other}. */
    double times(double mine, double other) {
        return higherIsBetter ? mine / other : other / mine;
    }
}
