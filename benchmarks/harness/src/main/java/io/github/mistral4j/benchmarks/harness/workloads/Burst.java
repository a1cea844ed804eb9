package io.github.mistral4j.benchmarks.harness.workloads;

import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.stub.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** W10 and W11: many streams at once from a client without a connection, and the same again over what it has opened. */
record Burst(PacedStreams streams) implements Workload {

    private static final List<String> FIGURES = List.of("first token first", "median", "last", "complete", "cpu");

    @Override
    public Mode mode() {
        return streams.mode();
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.lower("cold last", "ms", 0),
                Metric.lower("cold median", "ms", 0),
                Metric.lower("cold cpu", "s", 2),
                Metric.lower("warm first token first", "ms", 0),
                Metric.lower("warm median", "ms", 0),
                Metric.lower("warm last", "ms", 0),
                Metric.lower("warm cpu", "s", 2),
                Metric.higher("complete", "", 0));
    }

    @Override
    public boolean beginsCold() {
        return true;
    }

    @Override
    public int rounds() {
        return streams.rounds();
    }

    @Override
    public void warmUp(Contender contender, double seconds) throws Exception {
        streams.warmUp(contender, seconds);
    }

    @Override
    public Map<String, Double> run(Contender contender, double seconds) throws Exception {
        Map<String, Double> figures = new HashMap<>();
        for (String state : List.of("cold ", "warm ")) {
            Map<String, Double> found = streams.run(contender, seconds);
            FIGURES.forEach(name -> figures.put(state + name, found.get(name)));
            figures.merge("complete", found.get("complete"), Math::min);
        }
        return figures;
    }
}
