package io.github.mistral4j.examples.answer;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The times of one answer. */
final class Stopwatch {

    private final long start = System.nanoTime();
    private long rewrite;
    private long embed;
    private long search;
    private volatile long firstToken;

    <T> T rewrite(Supplier<T> step) {
        long from = System.nanoTime();
        T result = step.get();
        rewrite = System.nanoTime() - from;
        return result;
    }

    <T> T embed(Supplier<T> step) {
        long from = System.nanoTime();
        T result = step.get();
        embed = System.nanoTime() - from;
        return result;
    }

    <T> T search(Supplier<T> step) {
        long from = System.nanoTime();
        T result = step.get();
        search = System.nanoTime() - from;
        return result;
    }

    void firstToken() {
        if (firstToken == 0) {
            firstToken = System.nanoTime() - start;
        }
    }

    Timings timings() {
        long total = System.nanoTime() - start;
        return new Timings(
                millis(rewrite),
                millis(embed),
                millis(search),
                millis(firstToken == 0 ? total : firstToken),
                millis(total));
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
