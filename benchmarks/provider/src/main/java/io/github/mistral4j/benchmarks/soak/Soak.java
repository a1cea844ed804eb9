package io.github.mistral4j.benchmarks.soak;

import io.github.mistral4j.client.MistralClient;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs the soak: {@code Soak SECONDS [SEED]}. Its exit code is 1 when a call ended wrongly or something leaked. */
public final class Soak {

    private static final int CALLERS = 64;
    private static final double MOST_GROWTH_MEGABYTES = 8;

    private Soak() {}

    public static void main(String[] arguments) throws Exception {
        long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 120;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        System.out.println(CALLERS + " callers for " + seconds + " s, seed " + seed);
        Tally tally = new Tally();
        List<String> leaks = new ArrayList<>();
        try (FaultServer server = new FaultServer()) {
            Set<Thread> before = threads();
            // A refusal slows down everybody on the same client, so the refused ones have a client of their own.
            MistralClient faulty = client(server, 4);
            MistralClient refused = client(server, 60);
            double heap = run(server, faulty, refused, tally, new Random(seed), seconds);
            double growth = usedMegabytes() - heap;
            faulty.close();
            refused.close();
            await(() -> server.open() == 0);
            if (server.open() > 0) {
                leaks.add(server.open() + " connections open after close()");
            }
            await(() -> leftOver(before).isEmpty());
            if (!leftOver(before).isEmpty()) {
                leaks.add("threads left after close(): " + leftOver(before));
            }
            if (growth > MOST_GROWTH_MEGABYTES) {
                leaks.add(String.format(Locale.ROOT, "the heap grew by %.1f MB", growth));
            }
            tally.print(System.out);
            System.out.printf(
                    Locale.ROOT,
                    "%d calls on %d connections, %d ended wrongly; heap after collection %.1f MB, growth %.1f MB; leaks: %s%n",
                    tally.calls(),
                    server.accepted(),
                    tally.surprises(),
                    heap,
                    growth,
                    leaks);
        }
        System.exit(tally.surprises() == 0 && leaks.isEmpty() ? 0 : 1);
    }

    /** Returns the used heap once everything had been in use for a quarter of the time. */
    private static double run(
            FaultServer server, MistralClient faulty, MistralClient refused, Tally tally, Random random, long seconds)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Fault> faults = new ArrayList<>(EnumSet.complementOf(EnumSet.of(Fault.RATE_LIMITED)));
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            boolean isRefused = i % 8 == 0;
            Thread caller = new Thread(
                    new SoakCaller(
                            server,
                            isRefused ? refused : faulty,
                            tally,
                            new Random(random.nextLong()),
                            isRefused ? List.of(Fault.RATE_LIMITED) : faults,
                            end),
                    "soak-caller");
            callers.add(caller);
            caller.start();
        }
        callers.get(0).join(TimeUnit.SECONDS.toMillis(seconds) / 4);
        double heap = usedMegabytes();
        for (Thread caller : callers) {
            caller.join();
        }
        return heap;
    }

    private static MistralClient client(FaultServer server, int callSeconds) {
        return MistralClient.builder()
                .baseUrl(server.baseUrl())
                .apiKey("soak-key")
                .firstByteTimeout(Duration.ofMillis(1_500))
                .idleTimeout(Duration.ofMillis(1_000))
                .callTimeout(Duration.ofSeconds(callSeconds))
                .maxRetries(3)
                .build();
    }

    private static double usedMegabytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    // OkHttp's own housekeeping thread is shared by all clients of a JVM and ends after a minute without work.
    private static List<String> leftOver(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("soak") && !name.startsWith("OkHttp TaskRunner"))
                .filter(name -> !name.startsWith("Okio Watchdog") && !name.startsWith("Common-Cleaner"))
                .toList();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }
}
