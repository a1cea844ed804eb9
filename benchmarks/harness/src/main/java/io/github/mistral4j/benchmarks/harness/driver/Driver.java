package io.github.mistral4j.benchmarks.harness.driver;

import io.github.mistral4j.benchmarks.harness.Child;
import io.github.mistral4j.benchmarks.harness.stub.Mode;
import io.github.mistral4j.benchmarks.harness.stub.Stub;
import io.github.mistral4j.benchmarks.harness.stub.StubStatistics;
import io.github.mistral4j.benchmarks.harness.stub.Wire;
import io.github.mistral4j.benchmarks.harness.workloads.Metric;
import io.github.mistral4j.benchmarks.harness.workloads.Worker;
import io.github.mistral4j.benchmarks.harness.workloads.Workload;
import io.github.mistral4j.benchmarks.harness.workloads.Workloads;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Runs the contenders of each workload in turn, round by round, and prints what came out. */
public final class Driver {

    private static final Map<String, String> TITLES = titles();
    private static final String WORKER_OPTIONS = "-Xms1g -Xmx1g ";
    private static final int ROUNDS_OF_TABLE = 5;

    private final List<Entry> entries;
    private final Pace pace;
    private final String javaHome = System.getProperty("java.home");
    private final String newestJavaHome = System.getProperty("benchmarks.jdk25", "");
    private final File log;
    private final Report report = new Report(System.out);
    private final Summary summary = new Summary();
    private final Stub stub;

    /** How long a run takes. */
    private enum Pace {
        QUICK,
        TABLE,
        FULL
    }

    private Driver(Path benchmarks, Pace pace, Stub stub) throws IOException {
        this.entries = Entry.all(benchmarks, System.getProperty("benchmarks.only", ""));
        this.pace = pace;
        this.log = benchmarks.resolve("target/benchmarks.log").toFile();
        log.getParentFile().mkdirs();
        this.stub = stub;
    }

    public static void main(String[] arguments) throws IOException {
        Path benchmarks = Path.of(System.getProperty("benchmarks.dir", "benchmarks"));
        List<String> names = new ArrayList<>(Arrays.asList(arguments));
        boolean table = names.remove("--table");
        Pace pace = table ? Pace.TABLE : names.remove("--quick") ? Pace.QUICK : Pace.FULL;
        Wire wire = names.remove("--h2") ? Wire.H2 : names.remove("--tls") ? Wire.TLS : Wire.PLAIN;
        System.out.println(Machine.describe());
        try (Stub stub = Stub.start()) {
            Driver driver = new Driver(benchmarks, pace, stub);
            if (table) {
                driver.table();
            } else {
                driver.run(wire, names.isEmpty() ? List.copyOf(TITLES.keySet()) : names, Integer.MAX_VALUE);
            }
        }
    }

    /** What the tables in docs/benchmarks.md are made of, in about an hour. */
    private void table() throws IOException {
        run(Wire.H2, List.of("W1", "W2", "W3", "W4", "W5", "W6", "W8"), Integer.MAX_VALUE);
        run(Wire.H2, List.of("W9"), 3);
        run(Wire.H2, List.of("W7", "W10", "W11", "W12"), 2);
        run(Wire.TLS, List.of("W1", "W2", "W3", "W4", "W6", "W11"), 2);
        run(Wire.PLAIN, List.of("W1", "W2", "W3", "W4", "W6"), 2);
        summary.print(System.out);
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("W1", "small synchronous chat, 1 thread, per call");
        titles.put("W2", "the same, 64 callers");
        titles.put("W3", "history of 200 messages, 93 kB body, per call");
        titles.put("W4", "one stream of 2,000 one-token chunks");
        titles.put("W5", "64 streams of 600 chunks, one each 5 ms");
        titles.put("W6", "one embedding answer, 128 x 1,024 numbers");
        titles.put("W6b", "the same as base64");
        titles.put("W7", "embedAll of 10,000 segments, 50 ms latency");
        titles.put("W8", "JVM start to first completed call");
        titles.put("W9", "1,000 streams of 200 chunks, one each 50 ms");
        titles.put("W9-25", "the same on JDK 25");
        titles.put("W10", "64 streams of 20 chunks at once, without a connection and then with what they opened");
        titles.put("W11", "the same with 1,000 streams");
        titles.put("W12", "first token behind 20 ms of latency");
        titles.put("W13", "one stream that waits for its next event");
        titles.put("W14", "1,000 streams that wait for their next event");
        titles.put("W15", "embedAll of 100,000 segments, 50 ms latency");
        return Collections.unmodifiableMap(titles);
    }

    private void run(Wire wire, List<String> names, int most) throws IOException {
        System.out.println("\n=== " + wire.title());
        for (String name : names) {
            run(wire, name, most);
        }
    }

    private void run(Wire wire, String name, int most) throws IOException {
        Results results = new Results();
        List<Entry> taking = entries.subList(0, Math.min(Math.min(most, contenders(name)), entries.size()));
        List<Metric> metrics;
        if (name.equals("W8")) {
            metrics = StartUp.METRICS;
            startUp(wire, taking, results);
        } else if (name.equals("W9-25") && newestJavaHome.isEmpty()) {
            System.out.println("\nW9-25  no JDK 25 on this machine");
            return;
        } else {
            Workload workload = Workloads.named(name);
            metrics = workload.metrics();
            taking = Entry.withSameThread(taking, workload);
            rounds(name, workload, wire, taking, results);
        }
        String title = TITLES.getOrDefault(name, "");
        report.print(name, title, metrics, taking, results);
        summary.add(wire, name, title, metrics, taking, results);
    }

    /** How many of the contenders take part; the others would take long or are not of interest. */
    private int contenders(String workload) {
        if (workload.startsWith("W9") && pace == Pace.QUICK) {
            return 2;
        }
        return workload.equals("W15")
                ? 2
                : workload.equals("W9-25") || workload.equals("W7") && pace == Pace.QUICK ? 3 : entries.size();
    }

    private void startUp(Wire wire, List<Entry> taking, Results results) throws IOException {
        String baseUrl = stub.baseUrl(wire, Mode.PLAIN);
        List<String> options = stub.options(wire);
        for (int round = 0; round < (pace == Pace.FULL ? 10 : 5); round++) {
            for (Entry entry : taking) {
                if (!results.failed(entry)) {
                    measure(entry, results, () -> StartUp.run(entry, javaHome, options, baseUrl, log));
                }
            }
        }
    }

    private void rounds(String name, Workload workload, Wire wire, List<Entry> taking, Results results)
            throws IOException {
        Map<Entry, Child> workers = new LinkedHashMap<>();
        String java = name.equals("W9-25") ? newestJavaHome : javaHome;
        String baseUrl = stub.baseUrl(wire, workload.mode());
        List<String> trust = stub.options(wire);
        try {
            for (Entry entry : taking) {
                List<String> main = List.of(Worker.class.getName(), name, entry.className(), baseUrl);
                List<String> options = new ArrayList<>(workerOptions(entry));
                options.addAll(trust);
                workers.put(entry, Child.start(java, options, entry.classPath(), log, main));
            }
            warmUp(workload, workers, results);
            List<Entry> order = new ArrayList<>(taking);
            double seconds = pace == Pace.QUICK ? workload.roundSeconds() / 2 : workload.roundSeconds();
            for (int round = 0; round < rounds(workload); round++) {
                for (Entry entry : order) {
                    if (!results.failed(entry)) {
                        measure(entry, results, () -> figures(ask(workers, entry, "round " + seconds)));
                    }
                }
                Collections.rotate(order, 1);
            }
        } finally {
            for (Child worker : workers.values()) {
                worker.close();
            }
        }
    }

    private int rounds(Workload workload) {
        return switch (pace) {
            case QUICK -> (workload.rounds() + 2) / 3;
            case TABLE -> Math.min(ROUNDS_OF_TABLE, workload.rounds());
            case FULL -> workload.rounds();
        };
    }

    private static List<String> workerOptions(Entry entry) {
        String more = System.getProperty("benchmarks.worker.options", "").replace("%m", entry.module());
        return List.of((WORKER_OPTIONS + more).strip().split(" +"));
    }

    private void warmUp(Workload workload, Map<Entry, Child> workers, Results results) {
        String command =
                pace == Pace.QUICK ? "brief " + workload.warmUpSeconds() / 3 : "warm " + workload.warmUpSeconds();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (Entry entry : workers.keySet()) {
            CompletableFuture<Void> warm = CompletableFuture.runAsync(
                    () -> {
                        String answer = ask(workers, entry, command);
                        if (!answer.isEmpty()) {
                            synchronized (results) {
                                results.fail(entry, answer);
                            }
                        }
                    },
                    task -> new Thread(task).start());
            running.add(warm);
            if (!workload.warmUpTogether()) {
                warm.join();
            }
        }
        running.forEach(CompletableFuture::join);
    }

    private static String ask(Map<Entry, Child> workers, Entry entry, String command) {
        try {
            Child worker = workers.get(entry);
            return worker == null ? "failed: no worker" : worker.ask(command);
        } catch (IOException e) {
            return "failed " + e;
        }
    }

    private void measure(Entry entry, Results results, Measurement measurement) throws IOException {
        StubStatistics before = stub.statistics();
        try {
            Map<String, Double> figures = new HashMap<>(measurement.take());
            figures.putAll(stub.statistics().since(before));
            results.add(entry, figures);
        } catch (MeasurementException e) {
            results.fail(entry, String.valueOf(e.getMessage()));
        }
    }

    static Map<String, Double> figures(String answer) throws MeasurementException {
        if (!answer.contains("=")) {
            throw new MeasurementException(answer);
        }
        Map<String, Double> figures = new HashMap<>();
        for (String figure : answer.split(";")) {
            int equals = figure.indexOf('=');
            figures.put(figure.substring(0, equals), Double.valueOf(figure.substring(equals + 1)));
        }
        return figures;
    }

    private interface Measurement {

        Map<String, Double> take() throws IOException, MeasurementException;
    }
}
