package io.github.mistral4j.benchmarks.harness.driver;

/** A contender that could not do what the workload asks for. */
final class MeasurementException extends Exception {

    private static final long serialVersionUID = 1L;

    MeasurementException(String message) {
        super(message);
    }
}
