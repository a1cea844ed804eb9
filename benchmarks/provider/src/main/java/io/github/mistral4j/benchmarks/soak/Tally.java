package io.github.mistral4j.benchmarks.soak;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was injected and what came out. */
final class Tally {

    private static final int SHOWN_SURPRISES = 20;

    private final Map<Fault, Row> rows = new EnumMap<>(Fault.class);
    private int surprises;

    synchronized void count(
            Fault fault, CallKind kind, @Nullable Throwable outcome, @Nullable String wrong, double seconds) {
        Row row = rows.computeIfAbsent(fault, f -> new Row());
        row.calls++;
        row.longest = Math.max(row.longest, seconds);
        row.outcomes.merge(outcome == null ? "complete" : outcome.getClass().getSimpleName(), 1, Integer::sum);
        if (wrong == null && fault.allows(outcome)) {
            return;
        }
        row.surprises++;
        if (surprises++ < SHOWN_SURPRISES || row.surprises == 1) {
            System.out.printf(
                    Locale.ROOT,
                    "SURPRISE %s %s after %.2f s: %s %s%n",
                    fault,
                    kind,
                    seconds,
                    wrong == null ? "" : wrong,
                    outcome);
            if (outcome != null) {
                outcome.printStackTrace();
            }
        }
    }

    synchronized int surprises() {
        return surprises;
    }

    synchronized int calls() {
        return rows.values().stream().mapToInt(row -> row.calls).sum();
    }

    synchronized void print(PrintStream out) {
        out.printf(Locale.ROOT, "%-26s %8s %8s %10s  %s%n", "injected", "calls", "wrong", "longest s", "came out");
        rows.forEach((fault, row) -> out.printf(
                Locale.ROOT, "%-26s %8d %8d %10.2f  %s%n", fault, row.calls, row.surprises, row.longest, row.outcomes));
    }

    private static final class Row {

        private final Map<String, Integer> outcomes = new TreeMap<>();
        private int calls;
        private int surprises;
        private double longest;
    }
}
