package io.github.mistral4j.benchmarks.harness.stub;

import java.util.Map;

/**
 * What the stub has done up to one moment.
 *
 * @param connections accepted so far
 * @param requests answered so far
 * @param handshakes of TLS that were completed
 * @param refused streams of HTTP/2 more than the client had been told to open
 * @param resets streams of HTTP/2 that the client gave up
 * @param cpuNanos used so far
 */
public record StubStatistics(
        long connections, long requests, long handshakes, long refused, long resets, long cpuNanos, long at) {

    public static final String STUB_CORES = "stub cores";
    public static final String NEW_CONNECTIONS = "new connections";
    public static final String HANDSHAKES = "handshakes";
    public static final String REFUSED = "refused streams";
    public static final String RESETS = "reset streams";
    public static final String REQUESTS = "requests";

    static StubStatistics parse(String text) {
        String[] numbers = text.split(" ");
        return new StubStatistics(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                Long.parseLong(numbers[3]),
                Long.parseLong(numbers[4]),
                Long.parseLong(numbers[5]),
                System.nanoTime());
    }

    /** What the stub has done since an earlier reading, and how many cores it kept busy. */
    public Map<String, Double> since(StubStatistics earlier) {
        return Map.of(
                STUB_CORES, (double) (cpuNanos - earlier.cpuNanos) / (at - earlier.at),
                NEW_CONNECTIONS, (double) (connections - earlier.connections),
                HANDSHAKES, (double) (handshakes - earlier.handshakes),
                REFUSED, (double) (refused - earlier.refused),
                RESETS, (double) (resets - earlier.resets),
                REQUESTS, (double) (requests - earlier.requests));
    }
}
