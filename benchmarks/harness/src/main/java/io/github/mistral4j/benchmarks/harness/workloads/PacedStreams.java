package io.github.mistral4j.benchmarks.harness.workloads;

import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.stub.Mode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** W5 and W9: many streams at once, each with a chunk every few milliseconds. */
record PacedStreams(int streams, int tokens, int paceMillis, int rounds, Metric main) implements Workload {

    private static final int WARM_UP_STREAMS = 50;

    @Override
    public Mode mode() {
        return Mode.streaming(tokens, paceMillis);
    }

    @Override
    public List<Metric> metrics() {
        Stream<Metric> others = Stream.of(
                Metric.lower("cpu", "s", 2),
                Metric.lower("threads", "", 0),
                Metric.lower("first token first", "ms", 0),
                Metric.lower("median", "ms", 0),
                Metric.lower("last", "ms", 0),
                Metric.lower("last/first", "", 1),
                Metric.higher("complete", "", 0),
                Metric.lower("per chunk", "B", 0));
        return Stream.concat(Stream.of(main), others).distinct().toList();
    }

    @Override
    public boolean warmUpTogether() {
        return true;
    }

    @Override
    public void warmUp(Contender contender, double seconds) throws Exception {
        run(contender, Math.min(streams, WARM_UP_STREAMS));
    }

    @Override
    public void warmUpBriefly(Contender contender, double seconds) {
        // A stream lasts as long as it lasts.
    }

    @Override
    public Map<String, Double> run(Contender contender, double seconds) throws Exception {
        return run(contender, streams);
    }

    Map<String, Double> run(Contender contender, int count) throws Exception {
        CountDownLatch ended = new CountDownLatch(count);
        Meter meter = Meter.start();
        List<StreamTimes> all = StreamTimes.start(contender, count, ended);
        boolean inTime = ended.await(3L * tokens * paceMillis + 10_000, TimeUnit.MILLISECONDS);
        meter.stop();
        double[] firstTokens =
                all.stream().mapToDouble(StreamTimes::firstTokenNanos).sorted().toArray();
        long complete =
                all.stream().filter(stream -> inTime && stream.complete(tokens)).count();
        double chunks = all.stream().mapToInt(StreamTimes::tokens).sum();
        return Map.of(
                "seconds", meter.nanos() / 1e9,
                "cpu", meter.cpuNanos() / 1e9,
                "threads", meter.peakThreads(),
                "first token first", firstTokens[0] / 1e6,
                "median", firstTokens[count / 2] / 1e6,
                "last", firstTokens[count - 1] / 1e6,
                "last/first", firstTokens[count - 1] / firstTokens[0],
                "complete", (double) complete,
                "per chunk", meter.bytes() / chunks);
    }
}
