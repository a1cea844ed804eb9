package io.github.mistral4j.benchmarks.soak;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralClientBuilder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

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
        FaultServer server = new FaultServer();
        try (Listener port = new Listener(server);
                Listener refusing = new Listener(new RefusingServer(server))) {
            Set<Thread> before = threads();
            // A refusal slows down everybody on the same client, so the refused ones have a client of their own.
            MistralClient faulty = client(port, 8);
            MistralClient refused = client(port, 60);
            OkHttpClient http = new OkHttpClient.Builder()
                    .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                    .build();
            MistralClient shared =
                    builder(refusing.baseUrl(), 8).okHttpClient(http).build();
            Set<Fault> others = EnumSet.complementOf(EnumSet.of(Fault.RATE_LIMITED, Fault.REFUSED_STREAM));
            List<Role> roles = new ArrayList<>(Collections.nCopies(6, new Role(faulty, List.copyOf(others))));
            roles.add(new Role(refused, List.of(Fault.RATE_LIMITED)));
            roles.add(new Role(shared, List.of(Fault.REFUSED_STREAM)));
            double heap = run(server, roles, tally, new Random(seed), seconds);
            double growth = usedMegabytes() - heap;
            faulty.close();
            refused.close();
            shared.close();
            http.connectionPool().evictAll();
            await(() -> port.open() + refusing.open() == 0);
            if (port.open() + refusing.open() > 0) {
                leaks.add(port.open() + refusing.open() + " connections open after close()");
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
                    port.accepted(),
                    tally.surprises(),
                    heap,
                    growth,
                    leaks);
        }
        System.exit(tally.surprises() == 0 && leaks.isEmpty() ? 0 : 1);
    }

    /** Returns the used heap once everything had been in use for a quarter of the time. */
    private static double run(FaultServer server, List<Role> roles, Tally tally, Random random, long seconds)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Role role = roles.get(i % roles.size());
            Thread caller = new Thread(
                    new SoakCaller(server, role.client(), tally, new Random(random.nextLong()), role.faults(), end),
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

    /** What a caller does, and by which client. */
    private record Role(MistralClient client, List<Fault> faults) {}

    private static MistralClient client(Listener port, int callSeconds) {
        return builder(port.baseUrl(), callSeconds).build();
    }

    private static MistralClientBuilder builder(String baseUrl, int callSeconds) {
        return MistralClient.builder()
                .baseUrl(baseUrl)
                .maxAnswerSize(1024 * 1024)
                .apiKey("soak-key")
                .firstByteTimeout(Duration.ofMillis(4_000))
                .idleTimeout(Duration.ofMillis(2_000))
                .callTimeout(Duration.ofSeconds(callSeconds))
                .maxRetries(3);
    }

    private static double usedMegabytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    // OkHttp's own housekeeping thread is shared by all clients of a JVM and ends after a minute without work; virtual
    // threads have threads of the JVM below them.
    private static List<String> leftOver(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("soak") && !name.startsWith("OkHttp TaskRunner"))
                .filter(name -> !name.startsWith("Okio Watchdog") && !name.startsWith("Common-Cleaner"))
                .filter(name -> !name.startsWith("ForkJoinPool-1-") && !name.startsWith("VirtualThread-"))
                .filter(name -> !name.endsWith("Poller"))
                .toList();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }
}
