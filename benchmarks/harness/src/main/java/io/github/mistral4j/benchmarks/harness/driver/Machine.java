package io.github.mistral4j.benchmarks.harness.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** The machine in a few lines. */
final class Machine {

    private Machine() {}

    static String describe() throws IOException {
        return """
                date:   %s
                CPU:    %s, %d cores
                memory: %s
                system: %s %s
                JDK:    %s (%s)
                load:   %s (others on the machine at the start)""".formatted(
                        OffsetDateTime.now().truncatedTo(ChronoUnit.MINUTES),
                        first("/proc/cpuinfo", "model name"),
                        Runtime.getRuntime().availableProcessors(),
                        first("/proc/meminfo", "MemTotal"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.runtime.version"),
                        System.getProperty("java.vm.name"),
                        Files.readString(Path.of("/proc/loadavg")).strip());
    }

    private static String first(String file, String key) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
