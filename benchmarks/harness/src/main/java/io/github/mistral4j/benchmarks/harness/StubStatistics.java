package io.github.mistral4j.benchmarks.harness;

/**
 * What the stub has done up to one moment.
 *
 * @param connections accepted so far
 * @param requests answered so far
 * @param handshakes of TLS that were completed
 * @param refused streams of HTTP/2 more than the client had been told to open
 * @param cpuNanos used so far
 */
record StubStatistics(long connections, long requests, long handshakes, long refused, long cpuNanos, long at) {

    static StubStatistics parse(String text) {
        String[] numbers = text.split(" ");
        return new StubStatistics(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                Long.parseLong(numbers[3]),
                Long.parseLong(numbers[4]),
                System.nanoTime());
    }

    /** How many cores the stub kept busy between an earlier reading and this one. */
    double coresSince(StubStatistics earlier) {
        return (double) (cpuNanos - earlier.cpuNanos) / (at - earlier.at);
    }
}
