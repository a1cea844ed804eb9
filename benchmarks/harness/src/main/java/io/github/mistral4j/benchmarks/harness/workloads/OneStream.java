package io.github.mistral4j.benchmarks.harness.workloads;

import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.Samples;
import io.github.mistral4j.benchmarks.harness.stub.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** W4 and W12: one stream after the other, each as fast as it goes. */
record OneStream(int tokens, int delayMillis, Metric main) implements Workload {

    private static final long PAUSE_NANOS = 100_000;

    @Override
    public Mode mode() {
        return new Mode(delayMillis, tokens, 0, false);
    }

    @Override
    public List<Metric> metrics() {
        Stream<Metric> others = Stream.of(
                Metric.higher("chunks/s", "/s", 0),
                Metric.lower("per chunk", "B", 0),
                Metric.lower("first token", "µs", 0),
                Metric.lower("cpu", "ns", 0));
        return Stream.concat(Stream.of(main), others).distinct().toList();
    }

    @Override
    public boolean measuresHandOver() {
        return true;
    }

    @Override
    public Map<String, Double> run(Contender contender, double seconds) throws Exception {
        double[] firstTokens = new double[100_000];
        int streams = 0;
        long nanos = 0;
        Meter meter = Meter.start();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            // Else the next stream competes for the cores with what is left to close of the last one.
            LockSupport.parkNanos(PAUSE_NANOS);
            long start = System.nanoTime();
            CountDownLatch ended = new CountDownLatch(1);
            StreamTimes stream = new StreamTimes(ended);
            contender.stream(Samples.QUESTION, stream);
            ended.await();
            nanos += System.nanoTime() - start;
            stream.check(tokens);
            firstTokens[streams++] = stream.firstTokenNanos();
        } while (System.nanoTime() < end);
        meter.stop();
        Arrays.sort(firstTokens, 0, streams);
        double chunks = (double) streams * tokens;
        return Map.of(
                "chunks/s", chunks / nanos * 1e9,
                "per chunk", meter.bytes() / chunks,
                "first token", firstTokens[streams / 2] / 1e3,
                "cpu", meter.cpuNanos() / chunks);
    }
}
