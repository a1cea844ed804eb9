package io.github.mistral4j.benchmarks.harness.workloads;

import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.stub.Mode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One caller that does the same call again and again: W1, W3, W6. */
record Repeated(Mode mode, Metric time, double nanosPerUnit, Metric size, double bytesPerUnit, Consumer<Contender> call)
        implements Workload {

    @Override
    public List<Metric> metrics() {
        return List.of(time, size, Metric.lower("cpu", time.unit(), time.decimals()));
    }

    @Override
    public Map<String, Double> run(Contender contender, double seconds) {
        Meter meter = Meter.start();
        int calls = callFor(contender, seconds);
        meter.stop();
        return Map.of(
                time.name(),
                meter.nanos() / calls / nanosPerUnit,
                size.name(),
                meter.bytes() / calls / bytesPerUnit,
                "cpu",
                meter.cpuNanos() / calls / nanosPerUnit,
                CALLS,
                (double) calls);
    }

    private int callFor(Contender contender, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        int calls = 0;
        do {
            call.accept(contender);
            calls++;
        } while (System.nanoTime() < end);
        return calls;
    }
}
