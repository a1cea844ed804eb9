package io.github.mistral4j.benchmarks.harness.workloads;

import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.Samples;
import io.github.mistral4j.benchmarks.harness.StreamSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What happened on one stream: its tokens counted, its first token timed. */
final class StreamTimes implements StreamSink {

    private final CountDownLatch ended;
    private final long start = System.nanoTime();
    private volatile long firstToken;
    private volatile int tokens;
    private volatile @Nullable Throwable failure;
    private volatile boolean complete;

    private int count;

    StreamTimes(CountDownLatch ended) {
        this.ended = ended;
    }

    /** Starts so many streams at once. */
    static List<StreamTimes> start(Contender contender, int count, CountDownLatch ended) {
        List<StreamTimes> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            StreamTimes stream = new StreamTimes(ended);
            all.add(stream);
            contender.stream(Samples.QUESTION, stream);
        }
        return all;
    }

    @Override
    public void token(String text) {
        if (count++ == 0) {
            firstToken = System.nanoTime();
        }
    }

    @Override
    public void done() {
        tokens = count;
        complete = true;
        ended.countDown();
    }

    @Override
    public void failed(Throwable thrown) {
        tokens = count;
        failure = thrown;
        ended.countDown();
    }

    boolean complete(int expectedTokens) {
        return complete && tokens == expectedTokens;
    }

    int tokens() {
        return tokens;
    }

    boolean begun() {
        return firstToken != 0;
    }

    double firstTokenNanos() {
        return firstToken == 0 ? Double.POSITIVE_INFINITY : firstToken - start;
    }

    /** Throws when the stream did not bring all its tokens. */
    void check(int expectedTokens) {
        if (!complete(expectedTokens)) {
            throw new IllegalStateException(tokens + " of " + expectedTokens + " tokens", failure);
        }
    }
}
