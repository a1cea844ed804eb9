package io.github.mistral4j.benchmarks.harness.workloads;

import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.stub.Mode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One caller that does the same call again and again: W1, W3, W6. */
record Repeated(
        Mode mode,
        Metric time,
        double nanosPerUnit,
        Metric size,
        double bytesPerUnit,
        int warmUpCalls,
        Consumer<Contender> call)
        implements Workload {

    private static final int WARM_UP_STRETCH = 3;

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

    /** A slow library needs longer for the calls that the JIT compiler wants to see. */
    @Override
    public void warmUp(Contender contender, double seconds) {
        int calls = 0;
        for (int i = 0; i == 0 || i < WARM_UP_STRETCH && calls < warmUpCalls; i++) {
            calls += callFor(contender, seconds);
        }
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
