package io.github.mistral4j.benchmarks.harness.workloads;

import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.stub.Mode;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** W13 and W14: what a client holds that has made one call, and what each stream holds that waits for its next event. */
record Idle(int streams, int pauseMillis) implements Workload {

    private static final int TOKENS = 3;

    @Override
    public Mode mode() {
        return Mode.streaming(TOKENS, pauseMillis);
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.lower("heap a stream", "B", 0),
                Metric.lower("direct a stream", "B", 0),
                Metric.lower("resident a stream", "B", 0),
                Metric.lower("threads", "", 0),
                Metric.lower("heap of a client", "B", 0),
                Metric.lower("threads of a client", "", 0));
    }

    @Override
    public boolean beginsCold() {
        return true;
    }

    @Override
    public int rounds() {
        return 1;
    }

    @Override
    public void warmUp(Contender contender, double seconds) throws Exception {
        begin(contender, 1).await();
    }

    @Override
    public void warmUpBriefly(Contender contender, double seconds) throws Exception {
        warmUp(contender, seconds);
    }

    @Override
    public Map<String, Double> run(Contender contender, double seconds) throws Exception {
        double before = Heap.live();
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        begin(contender, 1).await();
        double client = Heap.live();
        double direct = Heap.direct();
        double resident = Heap.resident();
        int threadsOfClient = ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore;
        CountDownLatch ended = begin(contender, streams);
        Map<String, Double> figures = Map.of(
                "heap a stream",
                (Heap.live() - client) / streams,
                "direct a stream",
                (Heap.direct() - direct) / streams,
                "resident a stream",
                (Heap.resident() - resident) / streams,
                "threads",
                (double) ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore,
                "heap of a client",
                client - before,
                "threads of a client",
                (double) threadsOfClient);
        if (ended.getCount() != streams) {
            throw new IllegalStateException("this machine is too slow: streams have ended before they were looked at");
        }
        ended.await();
        return figures;
    }

    /** Returns when all streams have had their first event. */
    private static CountDownLatch begin(Contender contender, int count) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(count);
        List<StreamTimes> all = StreamTimes.start(contender, count, ended);
        while (!all.stream().allMatch(StreamTimes::begun)) {
            if (ended.await(10, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the streams ended");
            }
        }
        return ended;
    }
}
