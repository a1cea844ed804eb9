package io.github.mistral4j.benchmarks.harness.workloads;

import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.Samples;
import io.github.mistral4j.benchmarks.harness.stub.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** W2: 64 callers, each one call after the other. */
record ManyCallers(int callers) implements Workload {

    @Override
    public Mode mode() {
        return Mode.PLAIN;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.higher("calls/s", "/s", 0), Metric.lower("allocated", "kB", 1), Metric.lower("cpu", "µs", 1));
    }

    @Override
    public double roundSeconds() {
        return 1.2;
    }

    @Override
    public Map<String, Double> run(Contender contender, double seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            Meter meter = Meter.start();
            long end = System.nanoTime() + (long) (seconds * 1e9);
            for (int i = 0; i < callers; i++) {
                results.add(threads.submit(() -> callUntil(contender, end)));
            }
            int calls = 0;
            for (Future<Integer> result : results) {
                calls += result.get();
            }
            meter.stop();
            return Map.of(
                    "calls/s",
                    calls / meter.nanos() * 1e9,
                    "allocated",
                    meter.bytes() / calls / 1e3,
                    "cpu",
                    meter.cpuNanos() / calls / 1e3,
                    CALLS,
                    (double) calls);
        } finally {
            threads.shutdown();
        }
    }

    private static int callUntil(Contender contender, long end) {
        int calls = 0;
        do {
            contender.ask(Samples.QUESTION);
            calls++;
        } while (System.nanoTime() < end);
        return calls;
    }
}
