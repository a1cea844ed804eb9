package io.github.mistral4j.benchmarks.harness.driver;

import io.github.mistral4j.benchmarks.harness.Child;
import io.github.mistral4j.benchmarks.harness.workloads.FirstCall;
import io.github.mistral4j.benchmarks.harness.workloads.Metric;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** W8: from the start of a JVM to its first completed call. */
final class StartUp {

    static final List<Metric> METRICS = List.of(
            Metric.lower("time", "ms", 0), Metric.lower("resident", "MB", 0), Metric.lower("class path", "MB", 1));

    private StartUp() {}

    static Map<String, Double> run(Entry entry, String javaHome, List<String> options, String baseUrl, File log)
            throws IOException, MeasurementException {
        long start = System.nanoTime();
        List<String> main = List.of(FirstCall.class.getName(), entry.className(), baseUrl);
        try (Child child = Child.start(javaHome, options, entry.classPath(), log, main)) {
            String answer = child.answer();
            double millis = (System.nanoTime() - start) / 1e6;
            if (!answer.isEmpty()) {
                throw new MeasurementException(answer);
            }
            return Map.of(
                    "time",
                    millis,
                    "resident",
                    Double.parseDouble(child.answer()) / 1_000,
                    "class path",
                    entry.classPathMegabytes());
        }
    }
}
