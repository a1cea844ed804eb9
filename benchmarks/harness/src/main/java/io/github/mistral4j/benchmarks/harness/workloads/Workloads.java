package io.github.mistral4j.benchmarks.harness.workloads;

import io.github.mistral4j.benchmarks.harness.Samples;
import io.github.mistral4j.benchmarks.harness.stub.Mode;
import java.util.List;

/** The workloads by their names. W8, which is about starting a JVM, is the driver's. */
public final class Workloads {

    private Workloads() {}

    public static Workload named(String name) {
        return switch (name) {
            case "W1" ->
                new Repeated(
                        Mode.PLAIN,
                        micros(),
                        1e3,
                        Metric.lower("allocated", "kB", 1),
                        1e3,
                        c -> c.ask(Samples.QUESTION));
            case "W2" -> new ManyCallers(64);
            case "W3" -> history();
            case "W4" -> new OneStream(2_000, 0, Metric.higher("chunks/s", "/s", 0));
            case "W5" -> new PacedStreams(64, 600, 5, 3, Metric.lower("cpu", "s", 2));
            case "W6" -> embedding(Mode.PLAIN);
            case "W6b" -> embedding(new Mode(0, 0, 0, true));
            case "W7" -> new EmbedAll(Samples.segments(10_000), 3);
            case "W9", "W9-25" -> new PacedStreams(1_000, 200, 50, 2, last());
            case "W10" -> new Burst(new PacedStreams(64, 20, 50, 5, last()));
            case "W11" -> new Burst(new PacedStreams(1_000, 20, 50, 3, last()));
            case "W12" -> new OneStream(20, 20, Metric.lower("first token", "µs", 0));
            case "W13" -> new Idle(1, 1_000);
            case "W14" -> new Idle(1_000, 6_000);
            case "W15" -> new EmbedAll(Samples.segments(100_000), 1);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Workload history() {
        List<String> history = Samples.history();
        return new Repeated(
                Mode.PLAIN, micros(), 1e3, Metric.lower("allocated", "kB", 0), 1e3, c -> c.converse(history));
    }

    private static Workload embedding(Mode mode) {
        List<String> inputs = Samples.segments(Samples.BATCH);
        return new Repeated(
                mode,
                Metric.lower("time", "ms", 2),
                1e6,
                Metric.lower("allocated", "MB", 2),
                1e6,
                c -> c.embed(inputs));
    }

    private static Metric last() {
        return Metric.lower("last", "ms", 0);
    }

    private static Metric micros() {
        return Metric.lower("time", "µs", 1);
    }
}
