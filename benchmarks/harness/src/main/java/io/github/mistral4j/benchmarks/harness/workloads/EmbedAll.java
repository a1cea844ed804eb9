package io.github.mistral4j.benchmarks.harness.workloads;

import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.stub.Mode;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;

/** W7 and W15: a corpus, from a server that takes 50 ms and refuses large requests. */
record EmbedAll(List<String> segments, int rounds) implements Workload {

    private static final int WARM_UP_SEGMENTS = 2_000;

    @Override
    public Mode mode() {
        return Mode.delayed(50);
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.lower("time", "s", 2),
                Metric.lower("allocated", "MB", 0),
                Metric.lower("peak", "MB", 0),
                Metric.lower("cpu", "s", 2));
    }

    @Override
    public void warmUp(Contender contender, double seconds) {
        for (int i = 0; i < 3; i++) {
            contender.embedAll(segments.subList(0, WARM_UP_SEGMENTS));
        }
    }

    @Override
    public void warmUpBriefly(Contender contender, double seconds) {
        contender.embedAll(segments.subList(0, WARM_UP_SEGMENTS));
    }

    @Override
    public Map<String, Double> run(Contender contender, double seconds) {
        double before = Heap.live();
        try (Heap heap = new Heap()) {
            Meter meter = Meter.start();
            List<float[]> vectors = contender.embedAll(segments);
            meter.stop();
            if (vectors.size() != segments.size()) {
                throw new IllegalStateException(vectors.size() + " vectors");
            }
            double peak = heap.peak() - before;
            Reference.reachabilityFence(vectors);
            return Map.of(
                    "time", meter.nanos() / 1e9,
                    "allocated", meter.bytes() / 1e6,
                    "peak", peak / 1e6,
                    "cpu", meter.cpuNanos() / 1e9);
        }
    }
}
