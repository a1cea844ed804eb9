package io.github.mistral4j.examples.eval;

import java.util.Collection;
import java.util.List;

/** Of times in milliseconds, by the nearest rank: a percentile is a time that was really measured. */
public record Percentiles(List<Long> sorted) {

    static Percentiles of(Collection<Long> times) {
        return new Percentiles(times.stream().sorted().toList());
    }

    /** The 0.95 quantile is the 95th percentile; 0 of nothing. */
    public long at(double quantile) {
        if (sorted.isEmpty()) {
            return 0;
        }
        return sorted.get(Math.max(0, (int) Math.ceil(quantile * sorted.size()) - 1));
    }
}
