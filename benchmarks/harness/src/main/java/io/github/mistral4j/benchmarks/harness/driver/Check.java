package io.github.mistral4j.benchmarks.harness.driver;

import io.github.mistral4j.benchmarks.harness.Child;
import io.github.mistral4j.benchmarks.harness.Samples;
import io.github.mistral4j.benchmarks.harness.stub.Mode;
import io.github.mistral4j.benchmarks.harness.stub.Stub;
import io.github.mistral4j.benchmarks.harness.stub.StubStatistics;
import io.github.mistral4j.benchmarks.harness.stub.Wire;
import io.github.mistral4j.benchmarks.harness.workloads.FirstCall;
import io.github.mistral4j.benchmarks.harness.workloads.Worker;
import io.github.mistral4j.benchmarks.harness.workloads.Workload;
import io.github.mistral4j.benchmarks.harness.workloads.Workloads;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares what does not depend on the machine's speed with a file: bytes, connections and requests. The JVM compiles with C1 alone, so
 * that all objects are counted that the code asks for, whatever has been warmed up.
 */
public final class Check {

    private static final List<String> OPTIONS =
            List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    /** On a busy machine the first of them may hold what is done once. */
    private static final int ROUNDS = 3;

    private static final double NUMBERS = (double) Samples.BATCH * Samples.DIMENSION;

    /**
     * A figure that is known.
     *
     * @param tolerance in percent; what is above it is wrong, what is below it wants to be written down
     */
    private record Known(String workload, String figure, double value, double tolerance) {

        static Known parse(String line) {
            String[] fields = line.split("\t");
            return new Known(fields[0], fields[1], Double.parseDouble(fields[2]), Double.parseDouble(fields[3]));
        }
    }

    private final Path benchmarks;
    private final Stub stub;
    private boolean wrong;

    private Check(Path benchmarks, Stub stub) {
        this.benchmarks = benchmarks;
        this.stub = stub;
    }

    public static void main(String[] arguments) throws IOException {
        Path benchmarks = Path.of(System.getProperty("benchmarks.dir", "benchmarks"));
        boolean wrong;
        try (Stub stub = Stub.start()) {
            Check check = new Check(benchmarks, stub);
            check.run(Files.readAllLines(benchmarks.resolve("figures.tsv")).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Known::parse)
                    .toList());
            wrong = check.wrong;
        }
        System.exit(wrong ? 1 : 0);
    }

    private void run(List<Known> figures) throws IOException {
        System.out.printf("%-4s %-20s %12s %12s %12s%n", "", "", "limit", "known", "now");
        Map<String, List<Known>> byWorkload = new LinkedHashMap<>();
        figures.forEach(known -> byWorkload
                .computeIfAbsent(known.workload(), name -> new ArrayList<>())
                .add(known));
        List<Entry> entries = Entry.all(benchmarks, Entry.LIMIT + "," + Entry.PROVIDER);
        for (Map.Entry<String, List<Known>> each : byWorkload.entrySet()) {
            Map<String, Double> limit = measure(each.getKey(), entries.get(0));
            Map<String, Double> now = measure(each.getKey(), entries.get(1));
            each.getValue().forEach(known -> compare(known, limit, now));
        }
    }

    private void compare(Known known, Map<String, Double> limit, Map<String, Double> all) {
        double now = all.getOrDefault(known.figure(), Double.NaN);
        double most = known.value() * (1 + known.tolerance() / 100);
        boolean tooMuch = !(now <= most);
        boolean less = now < known.value() * (1 - known.tolerance() / 100);
        wrong |= tooMuch;
        System.out.printf(
                Locale.ROOT,
                "%-4s %-20s %12.1f %12.1f %12.1f  %s%n",
                known.workload(),
                known.figure(),
                limit.getOrDefault(known.figure(), Double.NaN),
                known.value(),
                now,
                tooMuch ? "MORE THAN KNOWN" : less ? "less: write it into figures.tsv" : "");
    }

    /** How many classes that are neither the JDK's nor of a library the first call loads. */
    private double classes(Entry entry) throws IOException {
        Path loaded = benchmarks.resolve("target/classes-" + entry.module() + ".log");
        List<String> main = List.of(FirstCall.class.getName(), entry.className(), stub.baseUrl(Wire.PLAIN, Mode.PLAIN));
        List<String> options = List.of("-Xlog:class+load:file=" + loaded);
        File log = benchmarks.resolve("target/check.log").toFile();
        try (Child first = Child.start(System.getProperty("java.home"), options, entry.classPath(), log, main)) {
            first.answer();
            first.answer();
        }
        try (Stream<String> lines = Files.lines(loaded)) {
            return lines.filter(line -> line.contains("] io.github.mistral4j."))
                    .filter(line -> !line.contains("] io.github.mistral4j.benchmarks."))
                    .count();
        }
    }

    private Map<String, Double> measure(String name, Entry entry) throws IOException {
        if (name.equals("W8")) {
            return Map.of("classes", classes(entry));
        }
        Workload workload = Workloads.named(name);
        File log = benchmarks.resolve("target/check.log").toFile();
        Wire wire = workload.beginsCold() ? Wire.H2 : Wire.PLAIN;
        List<String> main =
                List.of(Worker.class.getName(), name, entry.className(), stub.baseUrl(wire, workload.mode()));
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(stub.options(wire));
        try (Child worker = Child.start(System.getProperty("java.home"), options, entry.classPath(), log, main)) {
            worker.ask("brief 1");
            Map<String, Double> least = round(name, worker);
            for (int round = 1; round < ROUNDS; round++) {
                Map<String, Double> another = round(name, worker);
                least = another.get("bytes") < least.get("bytes") ? another : least;
            }
            return least;
        } catch (MeasurementException e) {
            throw new IOException(e);
        }
    }

    private Map<String, Double> round(String name, Child worker) throws IOException, MeasurementException {
        StubStatistics before = stub.statistics();
        Map<String, Double> figures = new HashMap<>(Driver.figures(worker.ask("round 0.5")));
        figures.putAll(stub.statistics().since(before));
        double calls = figures.getOrDefault(Workload.CALLS, 1.0);
        double bytes = figures.getOrDefault("allocated", 0.0) * (name.startsWith("W6") ? 1e6 : 1e3);
        figures.put("requests a call", figures.get(StubStatistics.REQUESTS) / calls);
        figures.put("resets a call", figures.get(StubStatistics.RESETS) / calls);
        figures.put("bytes a call", bytes);
        figures.put("bytes a number", bytes / NUMBERS);
        figures.put("bytes a chunk", figures.getOrDefault("per chunk", 0.0));
        figures.put("bytes", bytes + figures.get("bytes a chunk"));
        return figures;
    }
}
