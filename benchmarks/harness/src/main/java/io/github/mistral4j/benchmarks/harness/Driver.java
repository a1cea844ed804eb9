package io.github.mistral4j.benchmarks.harness;

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

    static final String STUB_CORES = "stub cores";
    static final String NEW_CONNECTIONS = "new connections";

    private static final Map<String, String> TITLES = titles();
    private static final String WORKER_OPTIONS = "-Xms1g -Xmx1g ";

    private final List<Entry> entries;
    private final boolean quick;
    private final String javaHome = System.getProperty("java.home");
    private final String newestJavaHome = System.getProperty("benchmarks.jdk25", "");
    private final File log;
    private final Report report = new Report(System.out);
    private final int port;
    private final StubStatistics statistics;

    private Driver(Path benchmarks, boolean quick, int port) throws IOException {
        this.entries = Entry.all(benchmarks, System.getProperty("benchmarks.only", ""));
        this.quick = quick;
        this.log = benchmarks.resolve("target/benchmarks.log").toFile();
        log.getParentFile().mkdirs();
        this.port = port;
        this.statistics = new StubStatistics(port);
    }

    public static void main(String[] arguments) throws IOException {
        Path benchmarks = Path.of(System.getProperty("benchmarks.dir", "benchmarks"));
        List<String> names = new ArrayList<>(Arrays.asList(arguments));
        boolean quick = names.remove("--quick");
        if (names.isEmpty()) {
            names.addAll(TITLES.keySet());
        }
        System.out.println(Machine.describe());
        try (Stub stub = Stub.start()) {
            Driver driver = new Driver(benchmarks, quick, stub.port());
            for (String name : names) {
                driver.run(name);
            }
        }
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
        return Collections.unmodifiableMap(titles);
    }

    private void run(String name) throws IOException {
        Results results = new Results();
        List<Entry> taking = entries;
        List<Metric> metrics;
        if (name.equals("W8")) {
            metrics = StartUp.METRICS;
            startUp(results);
        } else if (name.equals("W9-25") && newestJavaHome.isEmpty()) {
            System.out.println("\nW9-25  no JDK 25 on this machine");
            return;
        } else {
            Workload workload = Workloads.named(name);
            metrics = workload.metrics();
            taking = entries.subList(0, Math.min(contenders(name), entries.size()));
            rounds(name, workload, taking, results);
        }
        report.print(name, TITLES.getOrDefault(name, ""), metrics, taking, results);
    }

    /** How many of the contenders take part; the others would take long or are not of interest. */
    private int contenders(String workload) {
        if (workload.startsWith("W9") && quick) {
            return 2;
        }
        return workload.equals("W9-25") || workload.equals("W7") && quick ? 3 : entries.size();
    }

    private void startUp(Results results) throws IOException {
        for (int round = 0; round < (quick ? 3 : 10); round++) {
            for (Entry entry : entries) {
                if (!results.failed(entry)) {
                    measure(entry, results, () -> StartUp.run(entry, javaHome, port, log));
                }
            }
        }
    }

    private void rounds(String name, Workload workload, List<Entry> taking, Results results) throws IOException {
        Map<Entry, Child> workers = new LinkedHashMap<>();
        String java = name.equals("W9-25") ? newestJavaHome : javaHome;
        try {
            for (Entry entry : taking) {
                List<String> main = List.of(Worker.class.getName(), name, entry.className(), String.valueOf(port));
                workers.put(entry, Child.start(java, workerOptions(entry), entry.classPath(), log, main));
            }
            warmUp(workload, workers, results);
            List<Entry> order = new ArrayList<>(taking);
            int rounds = quick ? (workload.rounds() + 2) / 3 : workload.rounds();
            double seconds = quick ? workload.roundSeconds() / 2 : workload.roundSeconds();
            for (int round = 0; round < rounds; round++) {
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

    private static List<String> workerOptions(Entry entry) {
        String more = System.getProperty("benchmarks.worker.options", "").replace("%m", entry.module());
        return List.of((WORKER_OPTIONS + more).strip().split(" +"));
    }

    private void warmUp(Workload workload, Map<Entry, Child> workers, Results results) {
        String command = quick ? "brief " + workload.warmUpSeconds() / 3 : "warm " + workload.warmUpSeconds();
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
        StubStatistics.Reading before = statistics.read();
        try {
            Map<String, Double> figures = new HashMap<>(measurement.take());
            StubStatistics.Reading after = statistics.read();
            figures.put(STUB_CORES, after.coresSince(before));
            figures.put(NEW_CONNECTIONS, (double) (after.connections() - before.connections()));
            results.add(entry, figures);
        } catch (MeasurementException e) {
            results.fail(entry, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Double> figures(String answer) throws MeasurementException {
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
